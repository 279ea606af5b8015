// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes a Lucene index of a corpus, merged into one segment.

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.MMapDirectory;

final class Indexing {
  private static final int BUFFER_MEGABYTES = 256;
  private static final int BATCH = 64;

  private Indexing() {}

  static void run(Path index, Path corpus, int threads)
      throws IOException, InterruptedException, ExecutionException {
    IndexWriterConfig config = new IndexWriterConfig(new Words());
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setSimilarity(Answering.similarity());
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (IndexWriter writer = new IndexWriter(new MMapDirectory(index), config);
        BufferedReader lines = Files.newBufferedReader(corpus)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; ++i) {
        running.add(
            workers.submit(
                () -> {
                  addAll(writer, lines);
                  return null;
                }));
      }
      for (Future<?> worker : running) worker.get();
      writer.forceMerge(1);
    } finally {
      workers.shutdown();
    }
  }

  private static void addAll(IndexWriter writer, BufferedReader lines) throws IOException {
    for (List<String> batch = next(lines); !batch.isEmpty(); batch = next(lines)) {
      for (String line : batch) writer.addDocument(Articles.parse(line));
    }
  }

  private static List<String> next(BufferedReader lines) throws IOException {
    List<String> batch = new ArrayList<>(BATCH);
    synchronized (lines) {
      String line;
      while (batch.size() < BATCH && (line = lines.readLine()) != null) batch.add(line);
    }
    return batch;
  }
}
