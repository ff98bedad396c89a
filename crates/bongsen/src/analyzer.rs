//! The façade: text in, [`Document`] out.

use std::sync::Arc;

use crate::date::Date;
use crate::document::{Document, DocumentData, TokenRange};
use crate::entity::explain::EntityExplanation;
use crate::entity::{Context, EntityModel, EntityScratch};
use crate::model::ModelError;
use crate::official::OfficialExplanation;
use crate::place::{self, Register};
use crate::token::{TokenData, TokenScratch};
use crate::word::explain::{Boundary, Explainer};
use crate::word::{UserLexicon, WordModel, WordScratch};
use crate::{discourse, entity, normalize, official, sentence, structure, token};

/// Reads Vietnamese text. Cheap to clone, and safe to share between threads.
///
/// ```
/// use bongsen::{Analyzer, EntityKind};
///
/// let analyzer = Analyzer::new()?;
/// let doc = analyzer.analyze("Theo đồng chí Trần Văn Mẫu - Bí thư Đảng ủy xã Đốc Binh Kiều, xã đã đạt chuẩn.")?;
/// let official = doc.officials().next().unwrap();
/// assert_eq!(official.person().unwrap().text(), "Trần Văn Mẫu");
/// assert_eq!(official.role(), "Bí thư");
/// assert_eq!(official.organization().unwrap().text(), "Đảng ủy xã Đốc Binh Kiều");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    words: Arc<WordModel>,
    entities: Arc<EntityModel>,
    register: Arc<Register>,
    lexicon: Option<Arc<UserLexicon>>,
}

/// Why a text cannot be analysed.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnalyzeError {
    /// Offsets are 32 bits wide.
    #[error("the text has {0} bytes, and one document holds at most {MAX_BYTES}: cut it into several")]
    TooLong(usize),
}

/// The longest text, in bytes: its normalised view may be up to three times as long.
pub const MAX_BYTES: usize = (u32::MAX / 4) as usize;

/// Buffers that are kept from one text to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    tokens: TokenScratch,
    words: WordScratch,
    entities: EntityScratch,
    /// An empty document with the room of one that was given back.
    spare: DocumentData,
}

impl Scratch {
    /// Takes back a document that is no longer needed, so that the next one is made in its memory. A document of which
    /// there are clones is only dropped.
    ///
    /// ```
    /// use bongsen::{Analyzer, Scratch};
    /// let (analyzer, mut scratch, mut words) = (Analyzer::new()?, Scratch::default(), 0);
    /// for text in ["Bí thư Đảng ủy xã Tân Kiều", "Chủ tịch nước"] {
    ///     let doc = analyzer.segment_only_with(text, &mut scratch)?;
    ///     words += doc.words().len();
    ///     scratch.recycle(doc);
    /// }
    /// assert_eq!(words, 6);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn recycle(&mut self, document: Document) {
        if let Some(mut data) = document.into_data() {
            data.tokens.clear();
            data.sentences.clear();
            data.words.clear();
            data.text.clear();
            let DocumentData { text, tokens, sentences, words, .. } = data;
            self.spare = DocumentData { text, tokens, sentences, words, ..DocumentData::default() };
        }
    }
}

impl Analyzer {
    /// The analyser with the data that comes with the crate.
    ///
    /// # Errors
    /// Never in a sound build: the bundled data is checked as any other.
    #[cfg(feature = "bundled")]
    pub fn new() -> Result<Self, ModelError> {
        Ok(Self::with_models(WordModel::bundled()?, EntityModel::bundled()?, Register::bundled()?))
    }

    /// An analyser with data of the caller's.
    pub fn with_models(words: WordModel, entities: EntityModel, register: Register) -> Self {
        let (words, entities, register) = (Arc::new(words), Arc::new(entities), Arc::new(register));
        Self { words, entities, register, lexicon: None }
    }

    /// The analyser with another word model, such as one trained on a corpus of one's own (`data/word/TRAINING.md`).
    ///
    /// ```
    /// use bongsen::{Analyzer, word::WordModel};
    /// let analyzer = Analyzer::new()?.with_word_model(WordModel::bundled()?);
    /// let doc = analyzer.segment_only("Chủ tịch xã")?;
    /// assert_eq!(doc.words().count(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_word_model(mut self, words: WordModel) -> Self {
        self.words = Arc::new(words);
        self
    }

    /// The same analyser with words of the user's, which replace those it had; the models are shared with the one it was
    /// made from. Words that are joined or cut by them are what the entities are read from, too.
    ///
    /// ```
    /// use bongsen::word::UserLexicon;
    /// let lexicon = UserLexicon::parse("join\tcông nghiệp 4.0\n")?;
    /// let analyzer = bongsen::Analyzer::new()?.with_lexicon(lexicon);
    /// let doc = analyzer.segment_only("Cách mạng công nghiệp 4.0")?;
    /// assert_eq!(doc.words().last().unwrap().text(), "công nghiệp 4.0");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_lexicon(mut self, lexicon: UserLexicon) -> Self {
        self.lexicon = (!lexicon.is_empty()).then(|| Arc::new(lexicon));
        self
    }

    /// The register of places.
    pub fn places(&self) -> &Arc<Register> {
        &self.register
    }

    /// Reads a text; its date is what the text itself says.
    ///
    /// # Errors
    /// [`AnalyzeError::TooLong`].
    pub fn analyze(&self, text: &str) -> Result<Document, AnalyzeError> {
        self.analyze_with(text, None, &mut Scratch::default())
    }

    /// Reads a text of a known date, which picks the era of its places.
    ///
    /// # Errors
    /// [`AnalyzeError::TooLong`].
    pub fn analyze_on(&self, text: &str, date: Option<Date>) -> Result<Document, AnalyzeError> {
        self.analyze_with(text, date, &mut Scratch::default())
    }

    /// As [`analyze_on`](Self::analyze_on), with buffers of the caller's: for many texts one after the other.
    ///
    /// # Errors
    /// [`AnalyzeError::TooLong`].
    pub fn analyze_with(
        &self,
        text: &str,
        given: Option<Date>,
        scratch: &mut Scratch,
    ) -> Result<Document, AnalyzeError> {
        let mut layers = self.segment(text, scratch)?;
        let Self { entities: model, register, .. } = self;
        let lists = &mut scratch.entities;
        let norm = layers.norm.as_deref().unwrap_or(&layers.text);
        lists.match_lists(norm, &layers.tokens, &layers.sentences, &layers.words, model.lexicon());
        let cx = lists.context(norm, &layers.tokens, &layers.sentences, model.lexicon());
        let structure = structure::read(norm, &layers.tokens, &layers.sentences);
        let date = given.or(structure.published.map(|(_, date)| date));
        let abbreviations = discourse::abbreviation::find(norm, &layers.tokens, &layers.sentences);
        let mut entities = model.find(cx, &structure, &abbreviations, register);
        place::link_entities(norm, &layers.tokens, &mut entities, date, register);
        let officials = official::find(&cx, &entities, date);
        let quotations = discourse::quotation::find(&cx, &entities);
        layers = DocumentData { entities, officials, abbreviations, quotations, structure, date, ..layers };
        (layers.references, layers.referents, layers.mentions) = discourse::coreference::find(&layers);
        Ok(Document::new(layers))
    }

    /// Only tokens, sentences and words: the fast road for search and counting.
    ///
    /// # Errors
    /// [`AnalyzeError::TooLong`].
    pub fn segment_only(&self, text: &str) -> Result<Document, AnalyzeError> {
        self.segment_only_with(text, &mut Scratch::default())
    }

    /// Why the text of a document of this analyser is or is not cut at a place, in bytes of the original: what was added up
    /// for the gap between the token that ends there or before and the one that begins there or after. `None` inside a
    /// token, before the first and after the last.
    pub fn explain_boundary(&self, document: &Document, at: u32) -> Option<Boundary> {
        let data = document.data();
        let span = |token: &TokenData| data.map.to_orig(token.span);
        let next = data.tokens.partition_point(|token| span(token).start() < at);
        let before = data.tokens.get(next.checked_sub(1)?)?;
        data.tokens.get(next).filter(|_| span(before).end() <= at)?;
        let next = next as u32;
        let sentence = data.sentences.partition_point(|sentence| sentence.end <= next);
        let sentence = data.sentences.get(sentence).filter(|sentence| sentence.start < next);
        let Some(&sentence) = sentence else { return Some(Boundary::of_sentences(next)) };
        self.explainer(data, sentence).boundary(next)
    }

    /// Every gap between two tokens of a document of this analyser, in order, and what decided it. A slow road: some
    /// microseconds a gap, linear in the text.
    pub fn explain(&self, document: &Document) -> Vec<Boundary> {
        let data = document.data();
        let mut out = Vec::with_capacity(data.tokens.len());
        for &sentence in &data.sentences {
            if sentence.start > 0 {
                out.push(Boundary::of_sentences(sentence.start));
            }
            out.extend(self.explainer(data, sentence).boundaries());
        }
        out
    }

    /// Why each entity of a document of this analyser is one, in the order of [`Document::entities`]. A slow road, linear in
    /// the text.
    ///
    /// ```
    /// use bongsen::{Analyzer, entity::explain::Language};
    /// let analyzer = Analyzer::new()?;
    /// let doc = analyzer.analyze("Hôm qua Quốc hội họp.")?;
    /// let why = analyzer.explain_entities(&doc)[0].tell(&doc, Language::Vietnamese);
    /// assert!(why.contains("phần đầu “Quốc hội”: entity/orgs.tsv"), "{why}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain_entities(&self, document: &Document) -> Vec<EntityExplanation> {
        let mut lists = EntityScratch::default();
        let cx = self.matched(document, &mut lists);
        entity::explain::entities(&self.entities, cx, &self.register, document)
    }

    /// Why each official of a document of this analyser is one, in the order of [`Document::officials`]. A slow road.
    ///
    /// ```
    /// use bongsen::{Analyzer, entity::explain::Language};
    /// let analyzer = Analyzer::new()?;
    /// let doc = analyzer.analyze("Khi ấy ông Trần Văn Mẫu, nguyên Chủ tịch UBND xã, nói.")?;
    /// let why = analyzer.explain_officials(&doc)[0].tell(&doc, Language::Vietnamese);
    /// assert!(why.contains("tình trạng former: “nguyên” trong entity/title_modifiers.tsv"), "{why}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain_officials(&self, document: &Document) -> Vec<OfficialExplanation> {
        let mut lists = EntityScratch::default();
        official::explain(&self.matched(document, &mut lists), document)
    }

    /// What the rules saw of a document.
    fn matched<'a>(&'a self, document: &'a Document, lists: &'a mut EntityScratch) -> Context<'a> {
        let (data, lexicon) = (document.data(), self.entities.lexicon());
        lists.match_lists(data.norm(), &data.tokens, &data.sentences, &data.words, lexicon);
        lists.context(data.norm(), &data.tokens, &data.sentences, lexicon)
    }

    fn explainer<'a>(&'a self, data: &'a DocumentData, sentence: TokenRange) -> Explainer<'a> {
        self.words.explain(data.norm(), &data.tokens, sentence, self.lexicon.as_deref())
    }

    /// As [`segment_only`](Self::segment_only), with buffers of the caller's: for many texts one after the other, faster
    /// still when each document goes back by [`Scratch::recycle`].
    ///
    /// # Errors
    /// [`AnalyzeError::TooLong`].
    pub fn segment_only_with(&self, text: &str, scratch: &mut Scratch) -> Result<Document, AnalyzeError> {
        self.segment(text, scratch).map(Document::new)
    }

    fn segment(&self, text: &str, scratch: &mut Scratch) -> Result<DocumentData, AnalyzeError> {
        if text.len() > MAX_BYTES {
            return Err(AnalyzeError::TooLong(text.len()));
        }
        let view = normalize::view(text);
        let mut data = std::mem::take(&mut scratch.spare);
        token::tokenize_with(&view.text, &mut data.tokens, &mut scratch.tokens);
        sentence::split(&view.text, &data.tokens, &mut data.sentences);
        let (words, buffers) = (&self.words, &mut scratch.words);
        if let Some(lexicon) = &self.lexicon {
            words.segment_with_lexicon(&view.text, &data.tokens, &data.sentences, lexicon, &mut data.words, buffers);
        } else {
            words.segment_with(&view.text, &data.tokens, &data.sentences, &mut data.words, buffers);
        }
        data.map = view.map;
        data.norm = match view.text {
            std::borrow::Cow::Borrowed(_) => None,
            std::borrow::Cow::Owned(norm) => Some(norm),
        };
        text.clone_into(&mut data.text);
        Ok(data)
    }
}
