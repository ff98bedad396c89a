//! Gold sentences with their answers, as given, as a newspaper prints them, and without case.

use bongsen::eval::Counts;
use bongsen::eval::segment::{GoldSentence, compare, detokenise, score, spans_in_text, spans_of_words};
use bongsen::normalize::view;
use bongsen::token::{Case, TokenData, TokenKind};
use bongsen::word::WordModel;

use super::extract::Sentence;
use super::text::prepare;

/// How much the copies of a sentence count beside the sentence itself.
#[derive(Clone, Copy, Debug)]
pub struct Copies {
    /// The copy that is set as a newspaper prints it.
    pub detokenised: f32,
    /// The copies in small letters and in capitals.
    pub caseless: f32,
}

/// Examples from gold sentences and their copies.
pub fn examples<'g>(gold: impl IntoIterator<Item = &'g GoldSentence>, copies: Copies) -> Vec<Sentence> {
    let mut out = Vec::new();
    for sentence in gold {
        let given = answers(sentence, 1.0);
        if copies.caseless > 0.0 {
            out.extend(given.iter().map(|s| without_case(s, Case::Lower, copies.caseless)));
        }
        out.extend(given);
        if copies.detokenised > 0.0 {
            out.extend(answers(&detokenise(sentence), copies.detokenised));
        }
    }
    out
}

/// The sentences that the library finds in a gold sentence, with the gold answers.
fn answers(gold: &GoldSentence, weight: f32) -> Vec<Sentence> {
    let prepared = prepare(&gold.text);
    let spans = spans_in_text(&gold.text, prepared.tokens.iter().map(|t| prepared.view.map.to_orig(t.span)));
    let starts: Vec<u32> = spans_of_words(gold.words.iter().map(String::as_str)).iter().map(|s| s.0).collect();
    prepared
        .sentences
        .iter()
        .map(|range| {
            let tokens = prepared.tokens[range.range()].to_vec();
            Sentence::new(tokens, weight, |i| starts.binary_search(&spans[range.start as usize + i].0).is_ok())
        })
        .collect()
}

fn without_case(sentence: &Sentence, case: Case, weight: f32) -> Sentence {
    let tokens = sentence
        .tokens
        .iter()
        .map(|t| TokenData { case: if t.kind == TokenKind::Syllable { case } else { t.case }, ..*t })
        .collect();
    Sentence { tokens, begins: sentence.begins.clone(), weight }
}

/// Scores a model on gold sentences.
pub fn evaluate(model: &WordModel, gold: &[GoldSentence]) -> Counts {
    gold.iter()
        .map(|sentence| {
            let prepared = prepare(&sentence.text);
            let mut words = Vec::new();
            model.segment(&prepared.view.text, &prepared.tokens, &prepared.sentences, &mut words);
            let spans = words.iter().filter_map(|word| {
                let tokens = prepared.tokens.get(word.range())?;
                Some(prepared.view.map.to_orig(tokens.first()?.span.cover(tokens.last()?.span)))
            });
            score(sentence, spans)
        })
        .sum()
}

/// The best score that the token boundaries allow: every gap answered by the gold.
pub fn ceiling(gold: &[GoldSentence]) -> Counts {
    gold.iter()
        .map(|sentence| {
            let prepared = prepare(&sentence.text);
            let spans =
                spans_in_text(&sentence.text, prepared.tokens.iter().map(|t| prepared.view.map.to_orig(t.span)));
            let gold_spans = spans_of_words(sentence.words.iter().map(String::as_str));
            let answers = answers(sentence, 1.0);
            let begins = answers.iter().flat_map(|s| s.begins.iter().map(|b| b.unwrap_or(true)));
            let mut found: Vec<(u32, u32)> = Vec::new();
            for (span, begins) in spans.into_iter().zip(begins) {
                match found.last_mut() {
                    Some(last) if !begins => last.1 = span.1,
                    _ => found.push(span),
                }
            }
            compare(&gold_spans, &found)
        })
        .sum()
}

/// Where a model and the gold differ: each stretch between common boundaries, as the gold has it and as the model has
/// it, syllables of a word joined by `_`.
pub fn differences(model: &WordModel, gold: &[GoldSentence]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for sentence in gold {
        let norm = view(&sentence.text);
        for gold in answers(sentence, 1.0) {
            let scores = model.scores(&gold.tokens);
            let text = |i: usize| &norm.text[gold.tokens[i].span.range()];
            let (mut right, mut found, mut differ) = (String::new(), String::new(), false);
            for (i, answer) in gold.begins.iter().enumerate() {
                let (a, b) = (answer.unwrap_or(true), answer.is_none() || scores[i] > 0);
                if a && b {
                    if differ {
                        out.push((std::mem::take(&mut right), std::mem::take(&mut found)));
                    }
                    (right, found, differ) = (String::new(), String::new(), false);
                } else {
                    right.push(if a { ' ' } else { '_' });
                    found.push(if b { ' ' } else { '_' });
                    differ |= a != b;
                }
                right.push_str(text(i));
                found.push_str(text(i));
            }
            if differ {
                out.push((right, found));
            }
        }
    }
    out
}

/// Gold words whose edges are no token edges, as the gold has them and as the lexer cuts the place.
pub fn lost(gold: &[GoldSentence]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for sentence in gold {
        let prepared = prepare(&sentence.text);
        let tokens = spans_in_text(&sentence.text, prepared.tokens.iter().map(|t| prepared.view.map.to_orig(t.span)));
        let answers = answers(sentence, 1.0);
        let begins: Vec<bool> = answers.iter().flat_map(|s| s.begins.iter().map(|b| b.unwrap_or(true))).collect();
        for (word, span) in sentence.words.iter().zip(spans_of_words(sentence.words.iter().map(String::as_str))) {
            let inside: Vec<usize> =
                (0..tokens.len()).filter(|&i| tokens[i].0 < span.1 && span.0 < tokens[i].1).collect();
            let exact = inside.first().is_some_and(|&i| tokens[i].0 == span.0)
                && inside.last().is_some_and(|&i| tokens[i].1 == span.1)
                && inside.iter().skip(1).all(|&i| !begins[i]);
            if !exact {
                let cut = inside.iter().map(|&i| {
                    let token = &prepared.tokens[i];
                    format!("{}/{:?}", &prepared.view.text[token.span.range()], token.kind)
                });
                out.push((word.clone(), cut.collect::<Vec<_>>().join(" ")));
            }
        }
    }
    out
}
