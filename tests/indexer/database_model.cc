// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/indexer/database_model.h"

#include <sstream>

#include "common/postings/postings_writer.h"
#include "indexer/glass/database_writer.h"

namespace lede::testing {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(std::mt19937& random, std::size_t size) {
  std::string bytes;
  while (bytes.size() < size) bytes += static_cast<char>(random());
  return bytes;
}

Xapian::Document without_terms(const MadeDocument& made) {
  Xapian::Document document;
  for (const auto& [slot, value] : made.values) document.add_value(slot, value);
  document.set_data(made.data);
  return document;
}

void print_statistics(const Xapian::Database& database, std::ostream& out) {
  out << "documents " << database.get_doccount() << " last "
      << database.get_lastdocid() << " average " << database.get_avlength()
      << " shortest " << database.get_doclength_lower_bound() << " longest "
      << database.get_doclength_upper_bound() << "\n";
  for (unsigned slot = 0; slot < 40; ++slot) {
    out << "slot " << slot << ": " << database.get_value_freq(slot) << " "
        << database.get_value_lower_bound(slot) << " "
        << database.get_value_upper_bound(slot) << "\n";
    for (auto it = database.valuestream_begin(slot);
         it != database.valuestream_end(slot); ++it) {
      out << it.get_docid() << "=" << *it << "\n";
    }
  }
}

void print_lists(const Xapian::Database& database, std::ostream& out) {
  for (auto term = database.allterms_begin(); term != database.allterms_end();
       ++term) {
    out << *term << " " << term.get_termfreq() << " "
        << database.get_collection_freq(*term) << " most "
        << database.get_wdf_upper_bound(*term) << ":";
    for (auto it = database.postlist_begin(*term);
         it != database.postlist_end(*term); ++it) {
      out << " " << *it << "x" << it.get_wdf() << "/" << it.get_doclength();
      for (auto at = it.positionlist_begin(); at != it.positionlist_end();
           ++at) {
        out << "@" << *at;
      }
    }
    out << "\n";
  }
}

void print_documents(const Xapian::Database& database, std::ostream& out) {
  for (auto it = database.postlist_begin(""); it != database.postlist_end("");
       ++it) {
    const Xapian::Document document = database.get_document(*it);
    out << *it << " " << database.get_doclength(*it) << " "
        << document.serialise() << document.get_data() << "\n";
  }
}

// All that can be read of a database.
std::string content_of(const Xapian::Database& database) {
  std::ostringstream out;
  print_statistics(database, out);
  print_lists(database, out);
  print_documents(database, out);
  return out.str();
}

// What Xapian's check finds wrong. It takes documents of length 0 for missing.
std::string faults_of(const fs::path& folder) {
  std::ostringstream said;
  const std::size_t faults = Xapian::Database::check(folder.string(), 0, &said);
  return std::to_string(faults) + "\n" + said.str();
}

}  // namespace

std::uint32_t draw(std::mt19937& random, std::uint32_t bound) {
  return static_cast<std::uint32_t>(random() % bound);
}

MadeDocument made_document(std::mt19937& random) {
  MadeDocument document;
  for (auto terms = draw(random, 60); terms-- > 0;) {
    std::string term =
        "w" + std::to_string(draw(random, 1U << draw(random, 12)));
    if (draw(random, 8) == 0) term = bytes_of(random, 1 + draw(random, 60));
    if (draw(random, 50) == 0) term = std::string(1 + draw(random, 200), 'x');
    MadeTerm& made = document.terms[term];
    made.wdf = draw(random, 20) == 0 ? draw(random, 100'000) : draw(random, 4);
    made.positions.clear();
    std::uint32_t position = draw(random, 30);
    for (auto count = draw(random, 1U << draw(random, 8)); count-- > 0;) {
      made.positions.push_back(position);
      position += 1 + draw(random, 1U << draw(random, 24));
    }
  }
  for (const unsigned slot : {0U, 1U, 7U, 31U}) {
    if (draw(random, 3) == 0) continue;
    document.values[slot] = bytes_of(random, 1 + draw(random, 20));
  }
  if (draw(random, 5) > 0) document.data = bytes_of(random, draw(random, 3000));
  if (draw(random, 100) == 0) document.data = bytes_of(random, 100'000);
  return document;
}

MadeDocuments made_documents(unsigned seed, int count) {
  std::mt19937 random(seed);
  MadeDocuments documents;
  std::uint32_t id = kFirstId;
  for (int i = 0; i < count; ++i) {
    documents[id] = made_document(random);
    id += draw(random, 10) == 0 ? 1 + draw(random, 1000) : 1;
  }
  return documents;
}

Xapian::Document whole(const MadeDocument& made) {
  Xapian::Document document = without_terms(made);
  for (const auto& [term, entry] : made.terms) {
    document.add_term(term, entry.wdf);
    for (const std::uint32_t position : entry.positions) {
      document.add_posting(term, position, 0);
    }
  }
  return document;
}

void write_by_xapian(const fs::path& folder, const MadeDocuments& documents) {
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE);
  for (const auto& [id, made] : documents) {
    database.replace_document(id, whole(made));
  }
  database.commit();
}

Result<void> write_ours(const fs::path& folder,
                        const MadeDocuments& documents) {
  DatabaseWriter database(folder);
  PostingsWriter postings;
  for (const auto& [id, made] : documents) {
    std::vector<DocumentTerm> terms;
    std::vector<std::uint32_t> positions;
    for (const auto& [term, entry] : made.terms) {
      terms.push_back({term, entry.wdf,
                       static_cast<std::uint32_t>(positions.size()),
                       static_cast<std::uint32_t>(entry.positions.size())});
      positions.insert(positions.end(), entry.positions.begin(),
                       entry.positions.end());
    }
    database.add_document(id, terms, without_terms(made));
    DocumentRow row;
    row.id = id;
    row.columns.resize(column_slots().size());
    postings.add(row, terms, positions);
  }
  auto written = postings.write(folder, database.uuid(), &database);
  if (!written) return written;
  return database.finish();
}

void expect_alike(const fs::path& ours, const fs::path& theirs) {
  EXPECT_EQ(faults_of(ours), faults_of(theirs));
  // No EXPECT_EQ: nobody could read what it prints.
  EXPECT_TRUE(content_of(Xapian::Database(ours.string())) ==
              content_of(Xapian::Database(theirs.string())));
}

}  // namespace lede::testing
