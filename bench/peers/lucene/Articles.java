// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lines of the made corpus -> Lucene documents.

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;

final class Articles {
  // Title and text, searched; the text is stored apart, under "text".
  static final String WORDS = "words";
  static final String TEXT = "text";
  static final String SECONDS = "seconds";
  static final String ID = "id";

  private static final JsonFactory JSON = new JsonFactory();

  private Articles() {}

  static Document parse(String line) throws IOException {
    Map<String, String> article = fields(line);
    long seconds = Instant.parse(article.get("published")).getEpochSecond();
    Document document = new Document();
    document.add(new TextField(WORDS, article.get("title"), Field.Store.NO));
    document.add(new TextField(WORDS, article.get("text"), Field.Store.NO));
    for (String stored : new String[] {"title", TEXT, "url", "published"}) {
      document.add(new StoredField(stored, article.get(stored)));
    }
    document.add(new StringField("source", article.get("source"), Field.Store.YES));
    document.add(new LongPoint(SECONDS, seconds));
    document.add(new NumericDocValuesField(SECONDS, seconds));
    document.add(new NumericDocValuesField(ID, Long.parseLong(article.get("id"))));
    return document;
  }

  private static Map<String, String> fields(String line) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.getCurrentName();
        parser.nextToken();
        fields.put(name, parser.getText());
      }
    }
    return fields;
  }
}
