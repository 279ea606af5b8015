// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lucene as a peer: LucenePeer index INDEX CORPUS THREADS | answer INDEX
// [constant]. The second answers query lines from stdin on stdout.

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;

public final class LucenePeer {
  private LucenePeer() {}

  public static void main(String[] arguments) throws Exception {
    String command = arguments.length > 1 ? arguments[0] : "";
    if (command.equals("index") && arguments.length == 4) {
      int threads = Integer.parseInt(arguments[3]);
      Indexing.run(Paths.get(arguments[1]), Paths.get(arguments[2]), threads);
    } else if (command.equals("answer")) {
      boolean constant = arguments.length > 2 && arguments[2].equals("constant");
      answerAll(Paths.get(arguments[1]), constant);
    } else {
      System.err.println("usage: index INDEX CORPUS THREADS | answer INDEX [constant]");
      System.exit(2);
    }
  }

  private static void answerAll(Path index, boolean constant) throws IOException {
    Answering answering = new Answering(index, constant);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      System.out.println(answering.answer(line));
      System.out.flush();
    }
  }
}
