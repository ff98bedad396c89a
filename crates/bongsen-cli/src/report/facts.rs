//! Who holds which post, with the full names that the document knows: `Bí thư Tỉnh ủy` is of the Tỉnh ủy Hà Tĩnh when that
//! is the one that the text names.

use std::collections::BTreeMap;

use bongsen::record::{AreaRecord, DocumentRecord};
use bongsen::{Document, Official};

use super::table::clean;
use super::vietnamese;

/// A person in a post.
pub struct Fact<'d> {
    /// Where the text says so.
    pub official: Official<'d>,
    /// The fullest name of the person.
    pub person: String,
    /// The role in its normal form; the title as written where it has none.
    pub role: String,
    /// The fullest name of the organisation.
    pub organization: Option<String>,
    /// The place.
    pub area: Option<Area>,
}

/// The place of a post.
#[derive(Clone)]
pub struct Area {
    /// With its level word: `xã Đốc Binh Kiều`.
    pub name: String,
    /// Its code, when the unit is certain.
    pub code: Option<String>,
}

impl Area {
    /// `xã Đốc Binh Kiều (30061)`.
    pub fn with_code(&self) -> String {
        self.code.as_ref().map_or_else(|| self.name.clone(), |code| format!("{} ({code})", self.name))
    }
}

impl Fact<'_> {
    /// Whether the post is held, in Vietnamese.
    pub fn status(&self) -> &'static str {
        vietnamese::status(self.official.status())
    }
}

/// The facts of a document, in order of the persons. `record` must be that of the document.
pub fn facts<'d>(document: &'d Document, record: &DocumentRecord<'d>) -> Vec<Fact<'d>> {
    let persons = names(record.persons.iter().map(|p| (&p.id, &p.name)));
    let organizations = names(record.organizations.iter().map(|o| (&o.id, &o.name)));
    let areas: BTreeMap<&str, &AreaRecord> = record.areas.iter().map(|a| (a.id.as_str(), a)).collect();
    // The record has one membership for each official whose person and title are there.
    let officials = document.officials().filter(|o| o.person().is_some() && o.title().is_some());
    officials
        .zip(&record.memberships)
        .map(|(official, membership)| {
            let title = clean(&membership.label);
            let area = membership.area_id.as_deref().and_then(|id| areas.get(id)).copied().map(area);
            Fact {
                official,
                person: persons.get(membership.person_id.as_str()).map(|name| clean(name)).unwrap_or_default(),
                role: if membership.role.is_empty() { title } else { clean(&membership.role) },
                organization: membership
                    .organization_id
                    .as_deref()
                    .and_then(|id| organizations.get(id))
                    .map(|name| clean(name)),
                // A country or a river is no area of the record, and still the place of the post.
                area: area.or_else(|| official.area().map(|e| Area { name: clean(e.text()), code: None })),
            }
        })
        .collect()
}

fn names<'r>(pairs: impl Iterator<Item = (&'r String, &'r String)>) -> BTreeMap<&'r str, &'r str> {
    pairs.map(|(id, name)| (id.as_str(), name.as_str())).collect()
}

fn area(area: &AreaRecord) -> Area {
    Area {
        name: clean(&format!("{} {}", area.classification.unwrap_or_default(), area.name)),
        code: area.identifiers.first().map(|i| i.identifier.clone()),
    }
}
