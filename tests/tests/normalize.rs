//! Laws of the normal form with its changes.

use bongsen::Span;
use bongsen::normalize::{IyStyle, NormalOptions, NormalRule, ToneStyle, normalize, view};
use proptest::prelude::*;

fn options() -> impl Strategy<Value = NormalOptions> {
    (any::<u16>(), 0_usize..3, 0_usize..3).prop_map(|(bits, tone, i_y)| {
        let tone = [ToneStyle::Keep, ToneStyle::Old, ToneStyle::New][tone];
        let i_y = [IyStyle::Keep, IyStyle::I, IyStyle::Y][i_y];
        let mut options = NormalOptions::default().with_tone(tone).with_i_y(i_y);
        for (i, rule) in NormalRule::ALL.into_iter().enumerate() {
            options = options.with(rule, bits >> i & 1 == 1);
        }
        options
    })
}

/// Text with what the rules look for.
fn broken() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z ,.]{0,3}",
        "[aeiouy]?[\u{300}\u{301}\u{302}\u{303}\u{309}\u{31B}\u{323} ]{0,3}",
        "[ÐðĐđ“”‘’\u{A0}\u{200B}\u{FEFF}\u{2028}Ａ１！áàếộữ]{0,3}",
        Just("hoà ".to_owned()),
        Just("thủy ".to_owned()),
        Just("Qúy kỹ lí do kì cọ ".to_owned()),
        "\\PC{0,2}",
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn changes_are_in_order_and_lead_back(text in broken(), options in options()) {
        let normal = normalize(&text, options);
        for pair in normal.changes.windows(2) {
            let same = pair[0].orig == pair[1].orig && pair[0].norm == pair[1].norm;
            prop_assert!(same || pair[0].orig.end() <= pair[1].orig.start() && pair[0].norm.end() <= pair[1].norm.start());
        }
        // What is between the changes is as it was.
        let (mut orig, mut norm) = (0, 0);
        for change in &normal.changes {
            prop_assert!(options.has(change.rule));
            if change.orig.start() as usize >= orig {
                prop_assert_eq!(text.get(orig..change.orig.start() as usize), normal.text.get(norm..change.norm.start() as usize));
            }
            (orig, norm) = (change.orig.end() as usize, change.norm.end() as usize);
        }
        prop_assert_eq!(text.get(orig..), normal.text.get(norm..));
        // Every character of the text leads to whole characters of the original.
        for (at, c) in normal.text.char_indices() {
            let span = normal.map.to_orig(Span::new(at as u32, (at + c.len_utf8()) as u32));
            prop_assert!(text.get(span.range()).is_some());
        }
    }

    #[test]
    fn a_second_time_changes_nothing(text in broken(), options in options()) {
        // Every rule: one that is off may leave what another then finds.
        let options = NormalRule::ALL.into_iter().fold(options, |options, rule| options.with(rule, true));
        let once = normalize(&text, options).text.into_owned();
        let again = normalize(&once, options);
        prop_assert!(again.changes.is_empty(), "{:?}: {:?} {:?}", text, once, again.changes);
    }

    #[test]
    fn without_more_rules_it_is_the_view(text in "\\PC{0,60}") {
        let options = NormalOptions::default().with(NormalRule::Marks, false).with(NormalRule::FullWidth, false);
        prop_assert_eq!(normalize(&text, options).text, view(&text).text);
    }
}
