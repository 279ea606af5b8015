// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/readers/reader.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/readers/collecting_sink.h"
#include "tests/readers/compress.h"
#include "tests/support/permissions.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

using testing::BoundByPermissions;
using testing::CollectingSink;
using ::testing::ElementsAre;
using testing::gzip;
using ::testing::HasSubstr;
using testing::TempDir;
using testing::zstd;

constexpr std::int64_t kNow = 1'760'000'000;  // 2025-10-09

CollectingSink read(const std::vector<std::string>& sources,
                    InputFormat format = InputFormat::kAuto) {
  CollectingSink sink;
  ReadOptions options;
  options.format = format;
  options.now = kNow;
  read_sources(sources, options, sink);
  return sink;
}

CollectingSink read_bytes(std::string_view bytes,
                          const std::string& name = "in") {
  const TempDir dir;
  const std::filesystem::path file = dir.write(name, bytes);
  const std::filesystem::path here = std::filesystem::current_path();
  std::filesystem::current_path(dir.path());
  CollectingSink sink = read({name});
  std::filesystem::current_path(here);
  return sink;
}

std::string line(int number) {
  return R"({"id":")" + std::to_string(number) + R"(","title":"T"})" + "\n";
}

TEST(JsonLines, EachLineIsARecordWithItsNumber) {
  const auto sink = read_bytes(line(1) + "\n \t\r\n" + line(2) + line(3));
  ASSERT_EQ(sink.records.size(), 3U);
  EXPECT_EQ(sink.records[0].origin, "in:1");
  EXPECT_EQ(sink.records[1].origin, "in:4");
  EXPECT_EQ(sink.records[2].origin, "in:5");
  EXPECT_EQ(sink.articles()[2]->id, "3");
  EXPECT_EQ(sink.articles()[2]->origin, "in:5");
}

TEST(JsonLines, ALastLineWithoutItsEndAndASingleLineAreRead) {
  EXPECT_EQ(read_bytes(R"({"title":"T"})").articles().size(), 1U);
  EXPECT_EQ(read_bytes(line(1) + R"({"title":"U"})").articles().size(), 2U);
  EXPECT_EQ(read_bytes("{\"title\":\"T\"}\r\n{\"title\":\"U\"}\r\n")
                .articles()
                .size(),
            2U);
}

TEST(JsonLines, ABadLineIsRejectedByItsNumberAndTheRestIsRead) {
  const auto sink =
      read_bytes(line(1) + "[1]\n\"text\"\n{\"title\": nope}\n" +
                 R"({"id":"x"})" + "\n{\"title\":\"cut\n" + line(2));
  EXPECT_EQ(sink.articles().size(), 2U);
  EXPECT_THAT(
      sink.errors(),
      ElementsAre("in:2: the record is not a JSON object",
                  "in:3: the record is not a JSON object",
                  HasSubstr("in:4: not JSON"), "in:5: neither title nor text",
                  HasSubstr("in:6: not JSON")));
}

TEST(JsonLines, ABadFirstLineDoesNotHideWhatTheFileIs) {
  for (const std::string_view bad :
       {"{bad json}\n", "{\"title\": \"cut\n", "nonsense\n", "{\"a\": [1,\n"}) {
    const auto sink = read_bytes(std::string(bad) + line(1), "a.jsonl");
    EXPECT_EQ(sink.articles().size(), 1U) << bad;
    EXPECT_EQ(sink.errors().size(), 1U) << bad;
  }
}

TEST(JsonLines, ALineTooLongIsSkippedInBoundedMemoryAndTheNextIsRead) {
  const TempDir dir;
  const std::filesystem::path file = dir.path() / "long.jsonl";
  {
    std::ofstream out(file, std::ios::binary);
    out << line(1) << R"({"title":"T","text":")";
    const std::string megabyte(std::size_t{1} << 20, 'x');
    for (int i = 0; i < 200; ++i) out << megabyte;
    out << "\"}\n" << line(3);
  }
  const auto sink = read({file.string()});
  ASSERT_EQ(sink.records.size(), 3U);
  EXPECT_THAT(sink.errors(),
              ElementsAre(file.string() + ":2: the line is longer than 64 MB"));
  EXPECT_EQ(sink.articles()[1]->id, "3");
}

TEST(JsonLines, NestingOfAHundredThousandLevelsIsOneRejectedLine) {
  const auto sink = read_bytes(line(1) + R"({"title":"T","x":)" +
                               std::string(100'000, '[') + "\n" + line(2));
  EXPECT_EQ(sink.articles().size(), 2U);
  EXPECT_THAT(sink.errors(),
              ElementsAre("in:2: JSON is nested deeper than 64"));
}

TEST(JsonFile, AValueOfManyLinesIsOneText) {
  const auto sink =
      read_bytes("{\n  \"title\": \"T\",\n  \"text\": \"B\"\n}\n");
  ASSERT_EQ(sink.articles().size(), 1U);
  EXPECT_EQ(sink.records[0].origin, "in#1");
  EXPECT_EQ(
      read_bytes("{\n  \"title\": \"T\"\n}\n", "a.jsonl").articles().size(),
      1U);
}

TEST(JsonFile, ArraysAndWrappersHoldNumberedRecords) {
  const auto sink =
      read_bytes(R"([{"title":"a"},{"id":"x"},{"title":"c"}])", "b.json");
  ASSERT_EQ(sink.records.size(), 3U);
  EXPECT_EQ(sink.records[2].origin, "b.json#3");
  EXPECT_THAT(sink.errors(), ElementsAre("b.json#2: neither title nor text"));
  EXPECT_EQ(read_bytes("{\"articles\":[\n{\"title\":\"a\"},\n{\"title\":\"b\"}"
                       "\n]}")
                .articles()
                .size(),
            2U);
}

TEST(JsonFile, AFileThatBreaksOffKeepsTheRecordsBefore) {
  const auto sink = read_bytes("[\n{\"title\":\"a\"},\n{\"title\":\"b\"},\n{");
  EXPECT_EQ(sink.articles().size(), 2U);
  EXPECT_THAT(sink.errors(), ElementsAre(HasSubstr("in: not JSON")));
}

TEST(Reader, AnEmptyFileIsRejectedOnceWhateverItsName) {
  for (const char* const name : {"in", "a.jsonl", "a.json", "a.md", "a.html"}) {
    EXPECT_THAT(read_bytes("", name).errors(),
                ElementsAre(std::string(name) + ": the file is empty"));
    EXPECT_THAT(read_bytes(" \n\n", name).errors(),
                ElementsAre(std::string(name) + ": the file is empty"));
  }
  EXPECT_THAT(read_bytes(gzip(""), "a.gz").errors(),
              ElementsAre("a.gz: the file is empty"));
}

TEST(Reader, CompressedFilesOfAnyNameAreReadThrough) {
  const std::string both = line(1) + line(2);
  for (const std::string& packed :
       {gzip(both), zstd(both), gzip(line(1)) + gzip(line(2)),
        zstd(line(1)) + zstd(line(2)), gzip(both) + std::string(512, '\0')}) {
    const auto sink = read_bytes(packed);
    EXPECT_EQ(sink.articles().size(), 2U);
    EXPECT_EQ(sink.errors().size(), 0U);
    EXPECT_EQ(sink.last.bytes_read, packed.size());
    EXPECT_EQ(sink.last.text_bytes, both.size());
  }
  EXPECT_EQ(read_bytes(gzip("A title\n\nA text.")).articles().size(), 1U);
}

TEST(Reader, ACompressedFileCutOffKeepsItsWholeRecordsAndIsOneError) {
  std::string text;
  for (int i = 1; i <= 20'000; ++i) text += line(i);
  for (const std::string& whole : {gzip(text), zstd(text)}) {
    const auto sink = read_bytes(whole.substr(0, whole.size() / 2));
    const auto articles = sink.articles();
    ASSERT_GT(articles.size(), 100U);
    EXPECT_EQ(articles.back()->id, std::to_string(articles.size()));
    ASSERT_EQ(sink.errors().size(), 1U);
    EXPECT_THAT(sink.errors()[0], HasSubstr("the compressed data ends early"));
  }
}

TEST(Reader, DamageWithinACompressedFileIsAnErrorAndNoCrash) {
  std::string text;
  for (int i = 1; i <= 300; ++i) text += line(i);
  for (const std::string& whole : {gzip(text), zstd(text)}) {
    for (std::size_t at = 20; at < whole.size(); at += 1 + whole.size() / 40) {
      std::string broken = whole;
      broken[at] = static_cast<char>(broken[at] ^ 0x55);
      const auto sink = read_bytes(broken);
      EXPECT_LE(sink.articles().size(), 300U);
    }
  }
  EXPECT_EQ(read_bytes(gzip(line(1)) + "garbage").errors().size(), 1U);
}

TEST(Reader, WhatIsNoTextIsRejectedIfNamedAndSkippedInAFolder) {
  const std::string binary(
      "\x7f"
      "ELF\x01\x02\x00\x00\x00\x00\x00",
      11);
  EXPECT_THAT(read_bytes(binary).errors(),
              ElementsAre("in: the file is no text in UTF-8 or UTF-16"));
  const TempDir dir;
  dir.write("program", binary);
  dir.write("note.txt", "A title\n\nA text.");
  const auto sink = read({dir.path().string()});
  EXPECT_EQ(sink.articles().size(), 1U);
  EXPECT_TRUE(sink.errors().empty());
}

TEST(Reader, InvalidBytesAreRepairedAndMarksOfByteOrderTakenOff) {
  EXPECT_EQ(read_bytes("{\"title\":\"caf\xe9\"}").articles()[0]->title,
            "caf\uFFFD");
  EXPECT_EQ(read_bytes("\xef\xbb\xbf" + line(7)).articles()[0]->id, "7");
  const std::string little(
      "\xff\xfe"
      "T\0\n\0\n\0\x4b\x51\x3d\xd8\x00\xde",
      14);
  EXPECT_EQ(read_bytes(little).articles()[0]->text, "\u514b\U0001F600");
  const std::string big(
      "\xfe\xff"
      "\0T\0\n\0\n\xd8\x00\x51\x4b",
      12);
  EXPECT_EQ(read_bytes(big).articles()[0]->text, "\uFFFD\u514b");
}

TEST(Reader, FoldersAreReadInNameOrderWithoutHiddenFilesAndIndexes) {
  const TempDir dir;
  dir.write("b.txt", "B\n\nb");
  dir.write("a/z.txt", "Z\n\nz");
  dir.write("a/deep/er/y.txt", "Y\n\ny");
  dir.write(".hidden.txt", "H\n\nh");
  dir.write(".git/h.txt", "H\n\nh");
  dir.write("lede.db/manifest.json", "{}");
  std::filesystem::create_directories(dir.path() / "lede.db/segments");
  std::filesystem::create_directory_symlink(dir.path(), dir.path() / "loop");
  const auto sink = read({dir.path().string()});
  std::vector<std::string> origins;
  for (const auto& record : sink.records) {
    origins.push_back(record.origin.substr(dir.path().string().size() + 1));
  }
  EXPECT_THAT(origins, ElementsAre("a/deep/er/y.txt", "a/z.txt", "b.txt"));
  EXPECT_EQ(sink.last.files_done, 3U);
  EXPECT_EQ(sink.last.files_total, 3U);
  EXPECT_EQ(sink.last.bytes_read, sink.last.bytes_total);
}

TEST(Reader, ATextsIdIsMadeOfItsPathWithinTheFolder) {
  const TempDir one;
  const TempDir two;
  for (const TempDir* const dir : {&one, &two}) {
    dir->write("x/a.txt", "A\n\na");
    dir->write("y/a.txt", "A\n\na");
  }
  const auto first = read({one.path().string()});
  const auto second = read({two.path().string() + "/"});
  EXPECT_EQ(first.articles()[0]->id, second.articles()[0]->id);
  EXPECT_NE(first.articles()[0]->id, first.articles()[1]->id);
}

TEST(Reader, WhatCannotBeOpenedIsAnErrorAndTheRestIsRead) {
  const TempDir dir;
  const auto good = dir.write("good.txt", "T\n\nt");
  const std::string missing = (dir.path() / "missing").string();
  const auto sink = read({missing, good.string()});
  EXPECT_EQ(sink.articles().size(), 1U);
  EXPECT_THAT(sink.errors(), ElementsAre(missing + ": no such file"));
}

TEST(Reader, AFolderWithoutPermissionIsAnErrorAndTheRestIsRead) {
  const TempDir dir;
  dir.write("closed/a.txt", "T\n\nt");
  dir.write("open/a.txt", "T\n\nt");
  std::filesystem::permissions(dir.path() / "closed",
                               std::filesystem::perms::none);
  const auto sink = [&] {
    const BoundByPermissions bound;
    return read({dir.path().string()});
  }();
  std::filesystem::permissions(dir.path() / "closed",
                               std::filesystem::perms::owner_all);
  EXPECT_EQ(sink.articles().size(), 1U);
  ASSERT_EQ(sink.errors().size(), 1U);
  EXPECT_THAT(sink.errors()[0], HasSubstr("closed: cannot be read"));
}

TEST(Reader, TheSinkCanStopTheReading) {
  const TempDir dir;
  dir.write("a.jsonl", line(1) + line(2) + line(3));
  dir.write("b.jsonl", line(4));
  CollectingSink sink(2);
  read_sources({dir.path().string()}, ReadOptions{}, sink);
  EXPECT_EQ(sink.records.size(), 2U);
}

TEST(Reader, AStreamGivesARecordAsSoonAsItsLineIsThere) {
  int pipe_ends[2];
  ASSERT_EQ(::pipe(pipe_ends), 0);
  const int saved = ::dup(STDIN_FILENO);
  ::dup2(pipe_ends[0], STDIN_FILENO);
  const std::string first = line(1);
  ASSERT_EQ(::write(pipe_ends[1], first.data(), first.size()),
            static_cast<ssize_t>(first.size()));
  // The writing end stays open: waiting for more would never end.
  CollectingSink sink(1);
  read_sources({"-"}, ReadOptions{}, sink);
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
  ::close(pipe_ends[0]);
  ::close(pipe_ends[1]);
  ASSERT_EQ(sink.records.size(), 1U);
  EXPECT_EQ(sink.records[0].origin, "-:1");
}

TEST(Reader, FormatsThatHaveNoReaderAreSaidToHaveNone) {
  for (const std::string_view text :
       {"<?xml version=\"1.0\"?><rss></rss>", "<rss version=\"2.0\">",
        "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS>", "WARC/1.0\r\n"}) {
    EXPECT_THAT(read_bytes(text).errors(), ElementsAre(HasSubstr("no reader")))
        << text;
  }
}

TEST(Reader, AFormatGivenIsNotDetected) {
  const TempDir dir;
  const auto file = dir.write("a.txt", R"({"title":"T"})");
  EXPECT_EQ(read({file.string()}, InputFormat::kPlainText).articles()[0]->title,
            R"({"title":"T"})");
}

TEST(Reader, FormatNamesAreThoseOfTheCommandLine) {
  EXPECT_EQ(*parse_input_format("jsonl"), InputFormat::kJsonLines);
  const auto unknown = parse_input_format("pdf");
  ASSERT_FALSE(unknown);
  EXPECT_THAT(unknown.error().message, HasSubstr("auto, text, json"));
}

}  // namespace
}  // namespace lede
