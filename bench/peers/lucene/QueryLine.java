// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line of the protocol that bench/query_line.h describes:
// op TAB mode TAB words TAB from TAB to.

final class QueryLine {
  final String op;
  final String mode;
  final String[] words;
  // Seconds since 1970, both included; used if hasDates.
  final long from;
  final long to;
  final boolean hasDates;

  QueryLine(String line) {
    String[] columns = line.split("\t", -1);
    op = columns[0];
    mode = columns[1];
    words = columns[2].split(" ");
    hasDates = columns.length > 4 && !columns[3].isEmpty() && !columns[4].isEmpty();
    from = hasDates ? Long.parseLong(columns[3]) : 0;
    to = hasDates ? Long.parseLong(columns[4]) : 0;
  }
}
