//! The laws of a user's lexicon: any entries and any text, against a reading of the rules written for people.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use bongsen::token::{Gap, TokenData, tokenize};
use bongsen::word::explain::Decider;
use bongsen::word::user::{MAX_TOKENS, Rule};
use bongsen::word::{UserLexicon, WordModel, WordScratch};
use bongsen::{Analyzer, Document, TokenRange, sentence};
use proptest::prelude::*;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new().expect("the bundled data is sound"));
static MODEL: LazyLock<WordModel> = LazyLock::new(|| WordModel::bundled().expect("the bundled data is sound"));

/// Tokens that entries are made of, few enough to overlap often.
const PIECES: &[&str] = &["xã", "hội", "đồng", "nhân", "dân", "Tháp", "Mười", "4.0", "-", ",", "COVID-19", "TP."];
/// What stands between them in a text.
const GAPS: &[&str] = &[" ", " ", " ", " ", " ", "  ", "\n", "\n\n", ". ", "\u{A0}", "\u{200B} "];

fn words() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(PIECES), 1..5)
}

/// A rule, the tokens of an entry, and where it is cut: bit `i` before token `i`.
type Entry = (Rule, Vec<&'static str>, u32);

fn entry() -> impl Strategy<Value = Entry> {
    let rule = prop_oneof![3 => Just(Rule::Join), 3 => Just(Rule::Split), 1 => (1..10u8).prop_map(Rule::Prefer)];
    (rule, words(), any::<u32>()).prop_map(|(rule, words, cuts)| {
        let all = (1u32 << words.len()) - 2;
        (rule, words, if cuts & all == 0 { all } else { cuts & all })
    })
}

fn text() -> impl Strategy<Value = String> {
    let piece =
        (prop::sample::select(PIECES), prop::sample::select(GAPS)).prop_map(|(piece, gap)| [piece, gap].concat());
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn written((rule, words, cuts): &Entry) -> String {
    let mut out = String::new();
    for (i, word) in words.iter().enumerate() {
        let bar = *rule == Rule::Split && cuts >> i & 1 == 1;
        out.push_str(if bar {
            "|"
        } else if i > 0 {
            " "
        } else {
            ""
        });
        out.push_str(word);
    }
    out
}

fn keys(text: &str) -> Vec<u64> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens.iter().map(|t| t.key).collect()
}

/// The entries that the builder took, and the lexicon of them.
fn build(entries: Vec<Entry>) -> (Vec<Entry>, UserLexicon) {
    let mut builder = UserLexicon::builder();
    let taken = entries.into_iter().filter(|entry| builder.add(entry.0, &written(entry)).is_ok()).collect();
    (taken, builder.build())
}

/// What `join` and `split` say of the gap before each token, by the rules as they are told to people: all that is found,
/// the longest first, then the leftmost, each as a whole unless it contradicts what stands.
fn claims(entries: &[Entry], tokens: &[TokenData], sentences: &[TokenRange]) -> Vec<Option<bool>> {
    let mut found: Vec<(usize, usize, &Entry)> = Vec::new();
    for entry in entries.iter().filter(|e| !matches!(e.0, Rule::Prefer(_))) {
        let keys = keys(&entry.1.join(" "));
        for sentence in sentences {
            for start in sentence.range() {
                let inside =
                    tokens.get(start..start + keys.len()).filter(|_| start + keys.len() <= sentence.end as usize);
                let Some(inside) = inside else { continue };
                if inside.iter().map(|t| t.key).eq(keys.iter().copied())
                    && inside.iter().skip(1).all(|t| t.gap <= Gap::Space)
                {
                    found.push((keys.len(), start, entry));
                }
            }
        }
    }
    found.sort_by_key(|&(len, start, _)| (std::cmp::Reverse(len), start));
    let mut claims = vec![None; tokens.len() + 1];
    for (len, start, (rule, _, cuts)) in found {
        let says = |i: usize| match rule {
            Rule::Split => (cuts >> i & 1 == 1).then_some(false),
            _ => Some(i > 0 && i < len),
        };
        if (0..=len).any(|i| claims[start + i].zip(says(i)).is_some_and(|(a, b): (bool, bool)| a != b)) {
            continue;
        }
        for i in 0..=len {
            claims[start + i] = claims[start + i].or(says(i));
        }
    }
    claims
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_tile_the_tokens_and_join_and_split_hold(
        entries in prop::collection::vec(entry(), 0..12), text in text()
    ) {
        // Entries that end with a dot have two readings, and tokens hang on what follows: not told here again.
        let entries = entries.into_iter().filter(|e| !e.1.contains(&"TP.")).collect();
        let (entries, lexicon) = build(entries);
        let norm = bongsen::normalize::view(&text).text.into_owned();
        let (mut tokens, mut sentences, mut words) = (Vec::new(), Vec::new(), Vec::new());
        tokenize(&norm, &mut tokens);
        sentence::split(&norm, &tokens, &mut sentences);
        let mut scratch = WordScratch::default();
        MODEL.segment_with_lexicon(&norm, &tokens, &sentences, &lexicon, &mut words, &mut scratch);
        let mut at = 0;
        let mut begins = vec![false; tokens.len() + 1];
        begins[tokens.len()] = true;
        for word in &words {
            prop_assert!(word.start == at && word.end > at, "words follow each other");
            prop_assert!(sentences.iter().any(|s| s.contains(*word)), "a word is in one sentence");
            prop_assert!(tokens[word.range()].iter().skip(1).all(|t| t.gap <= Gap::Space), "no word spans a line");
            begins[at as usize] = true;
            at = word.end;
        }
        prop_assert_eq!(at as usize, tokens.len());
        for (gap, claim) in claims(&entries, &tokens, &sentences).into_iter().enumerate() {
            if let Some(joins) = claim {
                prop_assert_eq!(begins[gap], !joins, "gap {} of {:?} with {:?}", gap, text, entries);
            }
        }
    }

    #[test]
    fn any_lexicon_leaves_the_text_and_its_layers_in_order(
        entries in prop::collection::vec(entry(), 0..12), text in text()
    ) {
        let analyzer = ANALYZER.clone().with_lexicon(build(entries).1);
        let document = analyzer.analyze(&text).expect("the text is short");
        let words: u32 = document.words().map(|w| w.token_range().len()).sum();
        prop_assert_eq!(words as usize, document.tokens().len());
        let by_sentence: usize = document.sentences().map(|s| s.words().len()).sum();
        prop_assert_eq!(by_sentence, document.words().len());
    }

    #[test]
    fn what_is_explained_is_what_was_done(entries in prop::collection::vec(entry(), 0..6), text in text()) {
        let analyzer = ANALYZER.clone().with_lexicon(build(entries).1);
        let document = analyzer.segment_only(&text).expect("the text is short");
        let explained = analyzer.explain(&document);
        prop_assert_eq!(explained.len() + 1, document.tokens().len().max(1));
        let starts: BTreeSet<u32> = document.words().map(|w| w.token_range().start).collect();
        for boundary in &explained {
            prop_assert_eq!(boundary.is_joined, !starts.contains(&boundary.next));
            prop_assert_eq!(boundary.contributions.iter().map(|c| c.weight).sum::<i32>(), boundary.score);
            prop_assert!(boundary.decider != Decider::Score || boundary.is_joined == (boundary.score <= 0));
            let at = document.token(boundary.next).expect("there is a token after a gap").span().start();
            let again = analyzer.explain_boundary(&document, at);
            prop_assert_eq!(again.as_ref(), Some(boundary));
        }
    }

    /// On texts of any pieces, and against the scores of the run themselves.
    #[test]
    fn contributions_add_up_to_the_scores(words in prop::collection::vec(prop_oneof![
        prop::sample::select(&["chủ", "tịch", "Trần", "Văn", "UBND", "hợp", "tác", "xã", "nông", "thôn", "mới", "TP.", "12", "3/2", ",", ".", "🪷"][..]).prop_map(str::to_owned),
        "[a-zăâđêôơư]{1,4}", any::<char>().prop_map(String::from)
    ], 0..30), caps in any::<bool>()) {
        let text = words.join(" ");
        let norm = bongsen::normalize::view(&if caps { text.to_uppercase() } else { text }).text.into_owned();
        let mut tokens = Vec::new();
        tokenize(&norm, &mut tokens);
        let scores = MODEL.scores(&tokens);
        let all = TokenRange::new(0, tokens.len() as u32);
        let explained = MODEL.explain(&norm, &tokens, all, None);
        let told: Vec<i32> = explained.boundaries().map(|b| b.score).collect();
        prop_assert_eq!(&told[..], scores.get(1..).unwrap_or_default());
    }

    #[test]
    fn no_lexicon_and_an_empty_one_give_the_same_words(text in text()) {
        let document = ANALYZER.segment_only(&text).expect("the text is short");
        let with = ANALYZER.clone().with_lexicon(UserLexicon::default()).segment_only(&text).expect("the text is short");
        let spans = |document: &Document| document.words().map(bongsen::Word::span).collect::<Vec<_>>();
        prop_assert_eq!(spans(&document), spans(&with));
        // One whose entries are nowhere in the text.
        let far = UserLexicon::parse("join\tkhông đâu có\nprefer\tchẳng nơi nào").expect("the entries are fine");
        let with = ANALYZER.clone().with_lexicon(far).segment_only(&text).expect("the text is short");
        prop_assert_eq!(spans(&document), spans(&with));
    }

    #[test]
    fn any_text_is_a_lexicon_or_an_error_that_names_a_line(
        lines in prop::collection::vec((prop::sample::select(&["join\t", "split\t", "prefer\t", "# ", "", "\u{FEFF}"][..]), ".{0,12}"), 0..8)
    ) {
        let text = lines.iter().map(|(rule, rest)| [rule, rest.as_str()].concat()).collect::<Vec<_>>().join("\n");
        match UserLexicon::parse(&text) {
            Ok(lexicon) => prop_assert!(lexicon.len() <= lines.len()),
            Err(error) => {
                prop_assert!(1 <= error.line() && error.line() as usize <= text.split('\n').count());
                prop_assert_eq!(error.to_string().lines().count(), 1);
            }
        }
    }
}

fn least(runs: usize, analyzer: &Analyzer, text: &str) -> Duration {
    let once = || {
        let start = Instant::now();
        std::hint::black_box(analyzer.segment_only(text).expect("the text is short enough").words().len());
        start.elapsed()
    };
    (0..runs).map(|_| once()).min().unwrap_or_default()
}

/// Entries that overlap as much as they can: four times the text takes about four times as long.
#[test]
fn time_is_linear_with_entries_made_to_overlap() {
    let lengths = 1..=MAX_TOKENS;
    let every = |rule: &str, option: &str| {
        lengths.clone().fold(String::new(), |mut out, n| {
            let _ = writeln!(out, "{rule}\t{}{option}", "a ".repeat(n));
            out
        })
    };
    let longest = format!("join\t{}b", "a ".repeat(MAX_TOKENS - 1));
    for lexicon in
        [every("join", ""), every("prefer", "\t3"), every("split", "").replacen("split\ta \n", "", 1), longest]
    {
        let lexicon = UserLexicon::parse(&lexicon).expect("the entries are fine");
        let analyzer = ANALYZER.clone().with_lexicon(lexicon);
        let text = |n: usize| "a ".repeat(n);
        let mut said = Ok(());
        for _ in 0..4 {
            let (short, long) = (least(3, &analyzer, &text(20_000)), least(2, &analyzer, &text(80_000)));
            said = if long < short * 8 + Duration::from_millis(10) { Ok(()) } else { Err((short, long)) };
            if said.is_ok() {
                break;
            }
        }
        assert!(said.is_ok(), "{said:?} for 20,000 and 80,000 tokens");
    }
}
