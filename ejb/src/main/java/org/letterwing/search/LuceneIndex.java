package org.letterwing.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;

/**
 * An index of messages' texts in a folder. It has no threads of its own, and maps no files into memory, so that nothing is
 * left of it when it is closed. Thread-safe.
 */
final class LuceneIndex implements Closeable {

    /** Another one is another form of documents. */
    private static final String FORM = "1";

    private static final String ID = "id";
    private static final String KEY = "key";
    private static final String HEADER = "header";
    private static final String BODY = "body";
    private static final String CUT = "cut";

    private static final FieldType TEXT = new FieldType();

    static {
        TEXT.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        TEXT.setTokenized(true);
        TEXT.setOmitNorms(true);
        TEXT.freeze();
    }

    private final String database;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private long mark;

    /**
     * Opens an index, or makes one.
     *
     * @param database tells the database whose messages it has: for another one it is made anew
     */
    LuceneIndex(Path folder, String database) throws IOException {
        this.database = database;
        directory = new NIOFSDirectory(folder);
        try {
            writer = new IndexWriter(directory, new IndexWriterConfig().setMergeScheduler(new SerialMergeScheduler()));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
        try {
            readMark();
            searchers = new SearcherManager(writer, null);
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            directory.close();
            throw e;
        }
    }

    private void readMark() throws IOException {
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> committed = writer.getLiveCommitData();
        if (committed != null) {
            committed.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        if (database.equals(data.get("database")) && FORM.equals(data.get("form"))) {
            mark = Long.parseLong(data.get("mark"));
        } else {
            writer.deleteAll();
        }
    }

    /** Returns the message up to which all were indexed when the index was last committed. */
    synchronized long mark() {
        return mark;
    }

    /** Forces what was added to the disk. */
    synchronized void commit(long newMark) throws IOException {
        mark = newMark;
        writer.setLiveCommitData(Map.of("database", database, "form", FORM, "mark", Long.toString(mark))
                .entrySet());
        writer.commit();
    }

    /** Adds a message, unless it is there. */
    void add(long message, IndexedText text) throws IOException {
        Document document = new Document();
        document.add(new StringField(KEY, Long.toString(message), Field.Store.NO));
        document.add(new LongPoint(ID, message));
        document.add(new NumericDocValuesField(ID, message));
        document.add(new Field(HEADER, new Trigrams(text.header()), TEXT));
        document.add(new Field(BODY, new Trigrams(text.body()), TEXT));
        if (text.isCut()) {
            document.add(new StringField(CUT, CUT, Field.Store.NO));
        }
        writer.updateDocument(new Term(KEY, Long.toString(message)), document);
    }

    /** Takes messages away. */
    void remove(Iterable<Long> messages) throws IOException {
        for (long message : messages) {
            writer.deleteDocuments(new Term(KEY, Long.toString(message)));
        }
    }

    /** Returns those of some messages that are indexed. */
    Set<Long> indexed(long[] messages) throws IOException {
        return find(LongPoint.newSetQuery(ID, messages));
    }

    /** Returns those of some messages that are indexed in part. */
    Set<Long> cut(long[] messages) throws IOException {
        return find(among(messages, new TermQuery(new Term(CUT, CUT))));
    }

    /** Returns those of some messages in whose indexed text a folded text is. */
    Set<Long> find(long[] messages, String needle, boolean inHeader, boolean inBody) throws IOException {
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        if (inHeader) {
            either.add(Trigrams.query(HEADER, needle), Occur.SHOULD);
        }
        if (inBody) {
            either.add(Trigrams.query(BODY, needle), Occur.SHOULD);
        }
        return find(among(messages, either.build()));
    }

    /** Returns all indexed messages. */
    Set<Long> all() throws IOException {
        return find(new MatchAllDocsQuery());
    }

    private static Query among(long[] messages, Query query) {
        return new BooleanQuery.Builder()
                .add(query, Occur.FILTER)
                .add(LongPoint.newSetQuery(ID, messages), Occur.FILTER)
                .build();
    }

    private Set<Long> find(Query query) throws IOException {
        searchers.maybeRefreshBlocking();
        IndexSearcher searcher = searchers.acquire();
        try {
            searcher.setQueryCache(null);
            var ids = new Ids();
            searcher.search(query, ids);
            return ids.found;
        } finally {
            searchers.release(searcher);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            searchers.close();
            commit(mark());
        } finally {
            try {
                writer.rollback(); // does not wait for anything
            } finally {
                directory.close();
            }
        }
    }

    /** Collects the keys of messages. */
    private static final class Ids extends SimpleCollector {

        private final Set<Long> found = new HashSet<>();
        private NumericDocValues ids;

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            ids = context.reader().getNumericDocValues(ID);
        }

        @Override
        public void collect(int document) throws IOException {
            if (ids != null && ids.advanceExact(document)) {
                found.add(ids.longValue());
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
