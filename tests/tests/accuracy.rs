//! Accuracy does not fall unnoticed: floors, well under the figures of the model card, on the project's own gold and, where
//! the annotated corpora are there (`BONGSEN_CORPORA`, by default `../shared/data` beside the repository), on them.

use std::path::{Path, PathBuf};

use bongsen::eval::Counts;
use bongsen::eval::entities::{Answer, Measure, Scorer, read_gold};
use bongsen::eval::segment::{read_underscored, score};
use bongsen::{Analyzer, EntityKind};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn corpora() -> PathBuf {
    std::env::var_os("BONGSEN_CORPORA").map_or_else(|| repository().join("../shared/data"), PathBuf::from)
}

/// F1 of a measure over a file of records.
fn check(path: &Path, floors: &[(Measure, f64)]) {
    let Ok(records) = std::fs::read_to_string(path) else {
        println!("{} is not there: not checked", path.display());
        return;
    };
    let analyzer = Analyzer::new().unwrap();
    let mut scorer = Scorer::new();
    for line in records.lines() {
        let gold = read_gold(line).unwrap();
        let found = Answer::of(&analyzer.analyze(&gold.text).unwrap());
        scorer.add(&gold, &found);
    }
    for score in scorer.scores() {
        let f1 = score.counts.f1().unwrap_or(0.0) * 100.0;
        for (_, floor) in floors.iter().filter(|(m, _)| *m == score.measure) {
            assert!(f1 >= *floor, "{}: {} at {f1:.1}, floor {floor}", path.display(), score.measure.label());
        }
    }
}

#[test]
fn the_seed_article_is_right() {
    check(&corpora().join("seed/article.gold.jsonl"), &[(Measure::All, 95.0), (Measure::Holds, 100.0)]);
}

#[test]
fn local_and_national_news_stay_above_their_floors() {
    let floors = |person, title, org, unit, holds| {
        [
            (Measure::Kind(EntityKind::Person), person),
            (Measure::Kind(EntityKind::Title), title),
            (Measure::Kind(EntityKind::Org), org),
            (Measure::Kind(EntityKind::AdminUnit), unit),
            (Measure::Holds, holds),
        ]
    };
    check(&corpora().join("ner/local.jsonl"), &floors(92.0, 93.0, 91.0, 93.0, 91.0));
    check(&corpora().join("ner/dev.jsonl"), &floors(85.0, 75.0, 70.0, 80.0, 70.0));
}

#[test]
fn the_gold_of_the_project_stays_above_its_floor() {
    for half in ["train", "test"] {
        let path = repository().join(format!("data/gold/{half}.jsonl"));
        assert!(path.exists(), "{} is missing", path.display());
        check(&path, &[(Measure::All, 88.0), (Measure::Holds, 82.0)]);
    }
}

#[test]
fn words_off_the_newspaper_stay_above_their_floor() {
    let analyzer = Analyzer::new().unwrap();
    let mut seen = std::collections::HashSet::new();
    for kind in ["spoken", "web", "local", "other"] {
        for half in ["dev", "test"] {
            let path = repository().join(format!("data/gold/words/{kind}.{half}.txt"));
            let sentences = read_underscored(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let mut counts = Counts::default();
            for gold in &sentences {
                let document = analyzer.segment_only(&gold.text).unwrap();
                counts += score(gold, document.words().map(bongsen::Word::span));
                assert!(seen.insert(gold.text.clone()), "twice in data/gold/words: {}", gold.text);
            }
            let f1 = counts.f1().unwrap_or(0.0) * 100.0;
            assert!(f1 >= 92.5, "{}: words at {f1:.1}, floor 92.5", path.display());
        }
    }
    assert_eq!(seen.len(), 560, "sentences of data/gold/words");
}
