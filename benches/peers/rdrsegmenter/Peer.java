import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.corenlp.tokenizer.Tokenizer;
import vn.corenlp.wordsegmenter.Vocabulary;
import vn.corenlp.wordsegmenter.WordSegmenter;

/**
 * Words of VnCoreNLP for each line of standard input: a sentence a line, then an empty line.
 * Arguments: vocabulary, rules, and "raw" (VnCoreNLP's own tokens and sentences) or "tokens" (tokens as given).
 */
public class Peer {
    public static void main(String[] arguments) throws Exception {
        WordSegmenter segmenter = new WordSegmenter(arguments[1], new Vocabulary(arguments[0]));
        boolean raw = arguments[2].equals("raw");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> sentences = raw ? Tokenizer.joinSentences(Tokenizer.tokenize(line)) : List.of(line);
            for (String sentence : sentences) {
                out.print(segmenter.segmentTokenizedString(sentence));
                out.print('\n');
            }
            out.print('\n');
        }
        out.flush();
    }
}
