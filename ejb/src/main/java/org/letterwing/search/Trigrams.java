package org.letterwing.search;

import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;

/**
 * The words of the index: each three characters that follow each other. With their places, those of a text that is looked
 * for tell exactly where it is.
 */
final class Trigrams extends TokenStream {

    /** A longer text is looked for by its start. */
    static final int LONGEST_NEEDLE = 200;

    private static final int SIZE = 3;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final int[] characters;
    private int at;

    /** Cuts up a folded text; its last characters are filled up, so that each character begins a word. */
    Trigrams(String text) {
        characters = (text + FoldedText.SEPARATOR + FoldedText.SEPARATOR)
                .codePoints()
                .toArray();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (at + SIZE > characters.length) {
            return false;
        }
        for (int i = 0; i < SIZE; i++) {
            int c = characters[at + i];
            if (Character.isBmpCodePoint(c)) {
                term.append((char) c);
            } else {
                term.append(Character.toString(c));
            }
        }
        at++;
        return true;
    }

    @Override
    public void reset() {
        at = 0;
    }

    /** Returns the query for a folded text, not empty, in a field. */
    static Query query(String field, String needle) {
        int[] characters = needle.codePoints().limit(LONGEST_NEEDLE).toArray();
        if (characters.length < SIZE) {
            return new PrefixQuery(new Term(field, needle));
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        for (int place : places(characters.length)) {
            phrase.add(new Term(field, new String(characters, place, SIZE)), place);
        }
        return phrase.build();
    }

    /** Returns where trigrams begin that cover a text. */
    private static List<Integer> places(int length) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place + SIZE < length; place += SIZE) {
            places.add(place);
        }
        places.add(length - SIZE);
        return places;
    }
}
