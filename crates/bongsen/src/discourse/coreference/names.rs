//! What a document means by a name, by its key.

use crate::document::TokenRange;

/// The joined token keys of a mention: equal for every case and either tone style.
pub(super) type Key = u64;

/// What bears a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Bearer {
    #[default]
    None,
    One(u32),
    Many,
}

impl Bearer {
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, one) | (one, Self::None) => one,
            (Self::One(a), Self::One(b)) if a == b => self,
            _ => Self::Many,
        }
    }

    pub fn one(self) -> Option<u32> {
        if let Self::One(one) = self { Some(one) } else { None }
    }
}

/// A man or a woman, as far as a word says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gender {
    Male,
    Female,
}

/// Persons of one given name, by gender.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Namesakes {
    unknown: Bearer,
    male: Bearer,
    female: Bearer,
}

impl Namesakes {
    pub fn add(&mut self, gender: Option<Gender>, group: u32) {
        let slot = match gender {
            None => &mut self.unknown,
            Some(Gender::Male) => &mut self.male,
            Some(Gender::Female) => &mut self.female,
        };
        *slot = slot.and(Bearer::One(group));
    }

    /// Those whose gender does not contradict.
    pub fn fitting(self, gender: Option<Gender>) -> Bearer {
        match gender {
            None => self.unknown.and(self.male).and(self.female),
            Some(Gender::Male) => self.unknown.and(self.male),
            Some(Gender::Female) => self.unknown.and(self.female),
        }
    }
}

/// What the document means by the name of a body.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BodyName {
    /// The group of which it is the full name.
    pub full: Option<u32>,
    /// The groups whose names begin so.
    pub beginning: Bearer,
    /// The long form for which the text defines it.
    pub stands_for: Option<Key>,
    /// The group that is nothing else.
    pub alone: Option<u32>,
}

/// What the document means by the name of a person.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PersonName {
    /// The person of whom it is the full name.
    pub full: Option<u32>,
    /// Those whose names end so.
    pub ends: Namesakes,
    /// Groups that are nobody's.
    pub alone: Alone,
    /// What is among them.
    pub bearer: Bearer,
}

/// Groups that are nobody's, by gender.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Alone {
    unknown: Option<u32>,
    male: Option<u32>,
    female: Option<u32>,
}

impl Alone {
    pub fn of(&mut self, gender: Option<Gender>) -> &mut Option<u32> {
        match gender {
            None => &mut self.unknown,
            Some(Gender::Male) => &mut self.male,
            Some(Gender::Female) => &mut self.female,
        }
    }
}

/// A full name, and whether words of address call its person a man and a woman.
pub(super) struct FullName {
    pub tokens: TokenRange,
    pub male: bool,
    pub female: bool,
}

impl FullName {
    pub fn new(tokens: TokenRange) -> Self {
        Self { tokens, male: false, female: false }
    }

    pub fn add(&mut self, gender: Gender) {
        match gender {
            Gender::Male => self.male = true,
            Gender::Female => self.female = true,
        }
    }
}
