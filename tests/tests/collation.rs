//! The order of sort keys against that of CLDR for Vietnamese, as ICU4X has it.

use std::cmp::Ordering;

use bongsen::normalize::sort_key;
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use proptest::prelude::*;

fn cldr() -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    Collator::try_new(locale!("vi").into(), options).unwrap()
}

fn agrees(collator: &CollatorBorrowed<'_>, a: &str, b: &str) -> bool {
    collator.compare(a, b) == sort_key(a).cmp(&sort_key(b))
}

/// Every syllable that these onsets and rhymes make under every tone, and phrases of two.
#[test]
fn syllables_and_phrases_come_in_the_order_of_cldr() {
    let collator = cldr();
    let vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "oa", "uy", "iê", "ươ"];
    let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];
    let mut words = Vec::new();
    for onset in ["", "b", "d", "đ", "h", "Đ", "H", "ng", "tr"] {
        for vowel in vowels {
            for tone in tones {
                for coda in ["", "n", "ng"] {
                    words.push(format!("{onset}{vowel}{tone}{coda}"));
                }
            }
        }
    }
    let phrases: Vec<String> =
        words.iter().zip(words.iter().skip(7)).step_by(11).map(|(a, b)| format!("{a} {b}")).collect();
    words.extend(phrases);
    let mut ours = words.clone();
    ours.sort_by_key(|word| sort_key(word));
    let mut theirs = words;
    theirs.sort_by(|a, b| collator.compare(a, b));
    assert!(ours.len() > 2_500);
    for (mine, other) in ours.iter().zip(&theirs) {
        assert_eq!(collator.compare(mine, other), Ordering::Equal, "{mine} {other}");
    }
}

#[test]
fn marks_digits_and_spaces_stand_where_cldr_has_them() {
    let collator = cldr();
    let texts = [
        "", " ", "a", "A", "a b", "ab", "a-b", "a.b", "(a)", "\"a\"", "1", "10", "2", "a1", "Q.1", "Q.10", "P. 5", "á",
        "Á", "à b", "a/b", "%", "_a",
    ];
    for a in texts {
        for b in texts {
            assert!(agrees(&collator, a, b), "{a:?} {b:?}: {:?}", collator.compare(a, b));
        }
    }
}

proptest! {
    #[test]
    fn any_two_vietnamese_texts_compare_as_in_cldr(
        a in "[aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÔáàảãạếềểễệớờởỡợ ,.()0-9-]{0,8}",
        b in "[aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÔáàảãạếềểễệớờởỡợ ,.()0-9-]{0,8}",
    ) {
        prop_assert!(agrees(&cldr(), &a, &b), "{:?} {:?}", a, b);
    }

    #[test]
    fn any_text_has_a_key(text in "\\PC{0,40}") {
        use unicode_normalization::UnicodeNormalization as _;
        prop_assert_eq!(sort_key(&text), sort_key(&text.nfd().collect::<String>()));
    }
}
