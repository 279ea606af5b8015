# SPDX-License-Identifier: GPL-3.0-or-later
"""The side-by-side driver without its engines: figures, stages, queries, base
text, and the asking of a contender that answers by a rule."""

import json
import os
import sys
import tempfile
import textwrap
import unittest

sys.dont_write_bytecode = True
_PEERS = os.path.join(os.path.dirname(__file__), "..", "..", "bench", "peers")
sys.path.insert(0, _PEERS)

import asking  # noqa: E402
import base_text  # noqa: E402
import corpora  # noqa: E402
import figures  # noqa: E402
import http_ceiling  # noqa: E402
import http_cpu  # noqa: E402
import query_maker  # noqa: E402
import peers  # noqa: E402
import report  # noqa: E402
from engines import CommandFailed  # noqa: E402
from stages import Stage  # noqa: E402

# Answers a line with as many hits as it has words, its number the time.
_CONTENDER = textwrap.dedent(
    """
    import sys
    for number, line in enumerate(sys.stdin):
        words = line.split("\\t")[2].split()
        if "broken" in words:
            print("-1", 0, "does not work", sep="\\t", flush=True)
        else:
            print(len(words), float(number), ",".join(words), sep="\\t", flush=True)
    """
)


def size_report(left_out):
    machine = dict.fromkeys(("date", "processor", "kernel", "versions"), "some")
    return report.size_report(
        {
            "machine": machine,
            "title": "7 real articles",
            "left_out": left_out,
            "per": 60,
            "repeats": 3,
            "latency": {},
            "agreement": {},
            "index": {},
            "memory": {},
            "corpus_bytes": 1,
            "index_threads": 1,
            "throughput": {},
            "http": None,
        }
    )


def answers(times, totals, ids):
    made = asking.Answers(len(times))
    made.times, made.totals, made.ids = times, totals, ids
    return made


class Figures(unittest.TestCase):
    def test_a_percentile_is_the_smallest_value_that_enough_do_not_exceed(self):
        for values, share, expected in (
            ([3, 1, 2], 0.5, 2),
            ([1, 2, 3, 4], 0.5, 2),
            (range(1, 101), 0.95, 95),
            ([7], 0.95, 7),
            ([7, 8], 0.0, 7),
        ):
            self.assertEqual(figures.percentile(values, share), expected)

    def test_latency_is_of_medians_so_one_slow_repeat_does_not_count(self):
        found = figures.latency([[10, 900, 11], [20, 21, 22]])
        self.assertEqual((found["p50"], found["p95"], found["mean"]), (11, 21, 16))

    def test_ratios_are_of_the_p50s_and_their_mean_is_geometric(self):
        def row(lede, lucene):
            return {"lede": {"p50": lede}, "lucene": {"p50": lucene}}

        by_class = {
            "and2": row(10, 40),
            "or2": row(40, 10),
            "prefix": {"lede": {"p50": 1}},
        }
        self.assertEqual(figures.ratio(by_class["and2"], "lede", "lucene"), 0.25)
        self.assertIsNone(figures.ratio(by_class["prefix"], "lede", "lucene"))
        self.assertAlmostEqual(figures.mean_ratio(by_class, "lede", "lucene"), 1.0)
        self.assertIsNone(figures.mean_ratio(by_class, "lede", "fts5"))

    def test_growth_is_told_of_classes_that_both_were_asked(self):
        def row(lede, lucene):
            return {"lede": {"p50": lede}, "lucene": {"p50": lucene}}

        by_size = {
            100: {"and2": row(10, 20), "few": {"lede": {"p50": 1}}},
            1000: {"and2": row(20, 80), "few": row(1, 1), "new": row(1, 1)},
        }
        table = report.growth_section("10", by_size)
        self.assertIn("| and2 | 2.00 | 4.00 | 0.50 | 10.00 | 60.00 | 0.17 |", table)
        self.assertNotIn("few", table)
        self.assertNotIn("new", table)

    def test_totals_agree_within_two_per_cent_and_hits_by_their_share(self):
        table = figures.agreement_table(
            {
                ("xapian", "10c", "or2"): answers(
                    [[1], [1]], [100, 10], [["1", "2"], []]
                ),
                ("lede", "10c", "or2"): answers(
                    [[1], [1]], [102, 11], [["2", "3"], ["4"]]
                ),
            },
            "xapian",
        )
        self.assertEqual(
            table, {"10c": {"lede": {"or2": {"totals": 0.5, "hits": 0.5}}}}
        )


class Asking(unittest.TestCase):
    def contender(self, name, classes=None):
        made = asking.Contender(name, [sys.executable, "-c", _CONTENDER], classes)
        self.addCleanup(made.close)
        return made

    def test_the_first_repeat_is_dropped_and_a_class_left_out_is_not_asked(self):
        classes = {
            "and2": [("AND", "a b", "", ""), ("AND", "c d", "", "")],
            "prefix": [("PREFIX", "a", "", "")],
        }
        plan = [("10", "and2"), ("10", "prefix")]
        both = [self.contender("lede"), self.contender("few", {"prefix"})]
        got = asking.ask_in_turns(both, classes, plan, repeats=2)
        self.assertEqual(got["lede", "10", "and2"].times, [[3.0, 6.0], [4.0, 7.0]])
        self.assertEqual(got["lede", "10", "and2"].ids[1], ["c", "d"])
        self.assertEqual(got["few", "10", "prefix"].times, [[1.0, 2.0]])
        self.assertNotIn(("few", "10", "and2"), got)

    def test_an_error_names_the_engine(self):
        with self.assertRaisesRegex(
            asking.EngineFailed, "lede answers .*does not work"
        ):
            self.contender("lede").ask(b"TERM\t10\tbroken\t\t\n")

    def test_throughput_asks_every_process(self):
        command = [sys.executable, "-c", _CONTENDER]
        lines = [asking.query_line(("TERM", "a", "", ""), "10")] * 5
        self.assertGreater(asking.throughput("lede", command, lines, 2, 0.0), 0)


class Stages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.output = os.path.join(self.folder, "corpus")
        self.made = 0

    def make(self):
        self.made += 1
        with open(self.output, "x", encoding="ascii"):
            return self.made

    def result(self, key, **options):
        stage = Stage(self.folder, "corpus", key, [self.output])
        return stage.result(self.make, **options)

    def test_what_is_done_is_done_once_until_it_is_made_from_something_else(self):
        self.assertEqual([self.result((1, "a")), self.result((1, "a"))], [1, 1])
        self.assertEqual([self.result((2, "a")), self.result((2, "a"))], [2, 2])
        self.assertEqual(self.result((2, "a"), anew=True), 3)

    def test_what_was_interrupted_or_lost_is_begun_anew(self):
        with open(self.output, "x", encoding="ascii"):
            pass
        self.assertEqual(self.result(1), 1)
        os.remove(self.output)
        self.assertEqual(self.result(1), 2)


class Corpus(unittest.TestCase):
    def test_base_text_holds_words_that_all_engines_cut_alike(self):
        for paragraph, expected in (
            (
                "Don't pay $1,000.50 in the U.S. today",
                "Dont pay 100050 in the US. today",
            ),
            ("state-of-the-art GPT-4o (naïve)", "state of the art GPT 4o naive"),
            ("see [this](https://a.example/b) -- now!", "see this now!"),
            ("芯片", ""),
        ):
            self.assertEqual(base_text.plain_words(paragraph), expected)

    def test_real_articles_are_joined_and_dated_the_same_each_time(self):
        paragraph = "Chipmakers said on Monday that their orders doubled once more. "
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "articles.jsonl")
            with open(source, "w", encoding="utf-8") as out:
                for title, text in (
                    ("Orders don't fall", paragraph * 2),
                    ("没有英文", "这篇文章没有英文。" * 40),
                    ("引用英文", "这篇文章引用英文。" * 40 + "\n\n" + paragraph),
                    (None, paragraph),
                ):
                    out.write(json.dumps({"title": title, "text": text}) + "\n")
            made = []
            for name in ("one", "two"):
                path = os.path.join(folder, name)
                self.assertEqual(corpora.RealCorpus([source]).write(path), 2)
                with open(path, encoding="ascii") as lines:
                    made.append([json.loads(line) for line in lines])
        self.assertEqual(made[0], made[1])
        self.assertEqual({a["title"] for a in made[0]}, {"Orders dont fall", ""})
        self.assertEqual([a["id"] for a in made[0]], ["0", "1"])
        for article in made[0]:
            self.assertRegex(article["published"], r"^202[1-5]-\d\d-\d\dT")

    def test_queries_of_all_classes_are_found_in_the_corpus(self):
        words = [f"w{chr(97 + i % 26)}{chr(97 + i // 26)}rd" for i in range(300)]
        texts = [
            " ".join(words[(i * 7 + j * (1 + i % 5)) % 300] for j in range(40))
            for i in range(400)
        ]
        rows = query_maker.make_queries(texts)
        self.assertEqual(rows, query_maker.make_queries(texts))
        for name, op, run, _, _ in rows:
            if op == "PHRASE":
                self.assertTrue(any(" ".join(run) in text for text in texts), name)
        with self.assertRaises(query_maker.TooFewArticles):
            query_maker.make_queries(texts[:1])
        dated = [row for row in rows if row[0].endswith("_date")]
        self.assertTrue(dated and all(row[3] < row[4] for row in dated))

    def test_a_class_of_which_there_are_too_few_queries_is_left_out(self):
        # Two words are in all texts, five in ten of them, the others in one.
        texts = [
            f"alpha w{chr(97 + i % 26)}{chr(97 + i // 26)} beta few{'abcde'[i % 5]}"
            if i < 50
            else f"alpha w{chr(97 + i % 26)}{chr(97 + i // 26)} beta"
            for i in range(100)
        ]
        classes = {row[0] for row in query_maker.make_queries(texts)}
        self.assertLess({"term_mid", "and_hh", "phrase2"}, classes)
        self.assertTrue(classes.isdisjoint({"term_low", "term_high", "and2"}))


class Http(unittest.TestCase):
    def test_what_wrk_prints_is_read_with_its_units(self):
        for median, expected in (("72.00us", 72), ("1.25ms", 1250), ("2.00s", 2e6)):
            text = (
                f"  Latency\n     50%  {median}\n     75%  3s\nRequests/sec:  951.83\n"
            )
            self.assertEqual(
                http_ceiling.parse_wrk(text), {"rate": 951.83, "p50": expected}
            )

    def test_queries_are_typed_as_a_user_types_them_and_asked_once(self):
        classes = {
            "term_low": [("TERM", "chip", "", "")],
            "and2": [("AND", "ai chip", "", ""), ("AND", "ai chip", "", "")],
            "or2": [("OR", "ai chip", "", "")],
            "or_date": [("OR", "new chip", "1", "2")],
            "phrase2": [("PHRASE", "ai chip", "", "")],
            "prefix": [("PREFIX", "chip", "", "")],
        }
        self.assertEqual(
            http_cpu.distinct_queries(classes),
            ["chip", "ai AND chip", "ai OR chip", '"ai chip"', "chip*"],
        )

    def test_the_processor_time_of_searches_is_read(self):
        text = (
            "# HELP lede_search_cpu_seconds_total theirs\n"
            "lede_search_cpu_seconds_total 1e-05\n"
        )
        self.assertEqual(http_cpu.search_seconds(text), 1e-05)
        with self.assertRaises(CommandFailed):
            http_cpu.search_seconds("process_cpu_seconds_total 2.5\n")

    def test_an_answer_has_a_cost_if_all_were_answered(self):
        for statuses, expected in (
            ({"200": {"count": 400}}, [50, 5]),
            ({"200": {"count": 399}, "503": {"count": 1}}, None),
            ({}, None),
        ):
            row = {"sent": 400, "statuses": statuses, "server": {"cpu_seconds": 0.02}}
            self.assertEqual(http_cpu.cost_of(row, searched=0.002), expected)


class Report(unittest.TestCase):
    def test_the_time_of_searches_is_taken_off_an_answer_and_gaps_are_dashes(self):
        made = {"served": 1569.4, "search": 1476.2}
        rates = {
            "200": {"made": made, "kept": None, "nginx": {"served": 54.0, "search": 0}},
            "800": {"made": None, "kept": {"served": 47.0, "search": 0}, "nginx": None},
        }
        requests = {"nginx": {"1": {"rate": 2.0, "p50": 1.0}}}
        cpu = {"queries": 9, "rates": rates}
        text = report.http_section({"requests": requests, "bytes": 7, "cpu": cpu})
        self.assertIn("| 200 | 1569 | 1476 | 93 | - | 54 |", text)
        self.assertIn("| 800 | - | - | - | 47 | - |", text)

    def test_a_table_has_a_dash_where_an_engine_was_not_asked(self):
        cost = {"p50": 10.0, "p95": 20.4}
        text = report.latency_section(
            "10", {"and2": {"lucene": cost, "lede": cost}, "or2": {"lede": cost}}
        )
        self.assertIn("| class | lede | lucene | lede / lucene |", text)
        self.assertIn("| and2 | 10 / 20 | 10 / 20 | 1.00 |", text)
        self.assertIn("| or2 | 10 / 20 | - | - |", text)

    def test_throughput_is_told_with_the_ratio_to_the_fewest_processes(self):
        text = report.throughput_section({"lede": {"1": 1000.0, "2": 1900.0}})
        self.assertIn("| lede | 1000 | 1900 (1.90) |", text)

    def test_agreement_is_with_lucene_where_xapian_was_not_asked(self):
        self.assertEqual(figures.agreement_base(["lede", "xapian"]), "xapian")
        self.assertEqual(figures.agreement_base(["lede", "lucene"]), "lucene")
        row = {"and2": {"totals": 1.0, "hits": 0.9}}
        text = report.agreement_section({"10": {"lede": row}}, "lucene")
        self.assertIn("hits shared with lucene", text)
        self.assertEqual(report.agreement_section({"10": {"lede": {}}}, "lucene"), "")

    def test_what_was_measured_before_is_told_by_size_and_real_ones_last(self):
        with tempfile.TemporaryDirectory() as work:
            with self.assertRaises(peers.CommandFailed):
                peers.measured_before(work)
            for name in ("real", "3000", "10000", "unfinished"):
                os.mkdir(os.path.join(work, name))
                if name != "unfinished":
                    with open(os.path.join(work, name, "results.json"), "w") as out:
                        json.dump(name, out)
            found = peers.measured_before(work)
        self.assertEqual(
            list(found.items()), [(n, n) for n in ("3000", "10000", "real")]
        )

    def test_the_classes_left_out_are_named(self):
        self.assertIn(
            "queries from: term_low, prefix.", size_report(["term_low", "prefix"])
        )
        self.assertNotIn("Left out", size_report([]))


if __name__ == "__main__":
    unittest.main()
