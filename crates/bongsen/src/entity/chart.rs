//! The chart: for each token, the best phrase of each kind that begins there.
//!
//! The grammar is a cascade read from right to left: a title may hold an organisation, an organisation another
//! organisation or a place, and what an outer phrase may hold begins further right, so it is already in the chart.
//! Every rule looks at a bounded number of tokens, so the whole is linear in the text.
//!
//! ```text
//! tokens   Bí thư    Đảng ủy    xã      Đốc Binh Kiều
//! place                         [unit  ............]      read first
//! org                [org ..... [unit  ............]]
//! title    [title .. [org ..... [unit  ............]]]    read last
//! ```

use std::num::NonZeroU32;

use super::context::{CAPITAL, Context, bits};
use super::lexicon::{Entry, Flags, List};
use super::name::NameModel;
use crate::document::TokenRange;
use crate::entity::{EntityKind, Origin};
use crate::place::Register;

/// The longest phrase, in tokens. No name of a body or a post comes near it; without it, heads in a row
/// (`Ban Tổ chức Huyện ủy Ban Tổ chức Huyện ủy …`) would nest as deep as the text is long.
const LONGEST: u32 = 64;

/// What a phrase of each kind may begin with: a phrase of these lists, or a capital.
const PLACE: u32 = bits([List::Level]) | CAPITAL;
const LOC: u32 = bits([List::Country, List::Loc, List::LocHead, List::Level]);
const ORG: u32 = bits([List::Org, List::OrgName]) | CAPITAL;
const TITLE: u32 = bits([List::Title, List::Modifier]);

/// Number of a node in a [`Chart`], from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(NonZeroU32);

/// The phrases that begin at one token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cell {
    place: Option<NodeId>,
    loc: Option<NodeId>,
    org: Option<NodeId>,
    title: Option<NodeId>,
}

/// A phrase of the chart.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub kind: EntityKind,
    pub tokens: TokenRange,
    pub origin: Origin,
    /// What is directly inside, in order.
    pub children: Vec<NodeId>,
    /// The row of the list that began it.
    pub head: Option<Entry>,
    /// First token after the head.
    pub head_end: u32,
    /// The name after a level word, or the whole of a bare name.
    pub bare: bool,
}

/// Phrases by their first token.
#[derive(Debug)]
pub(crate) struct Chart<'a> {
    pub cx: Context<'a>,
    pub register: &'a Register,
    /// Asked where a body ends.
    pub names: &'a NameModel,
    nodes: Vec<Node>,
    cells: Vec<Cell>,
    /// For each token, where the run of capitalised tokens that it is in ends.
    pub run_end: Vec<u32>,
}

impl<'a> Chart<'a> {
    /// Fills the chart for the whole text.
    pub fn new(cx: Context<'a>, register: &'a Register, names: &'a NameModel) -> Self {
        let n = cx.tokens.len();
        let mut chart = Self {
            cx,
            register,
            names,
            nodes: Vec::new(),
            cells: vec![Cell::default(); n],
            run_end: super::run::ends(&cx),
        };
        for sentence in cx.sentences.iter().rev() {
            for i in (sentence.start..sentence.end).rev() {
                chart.fill(i, sentence.end);
            }
        }
        chart
    }

    fn fill(&mut self, i: u32, end: u32) {
        if !self.cx.begins(i, PLACE | LOC | ORG | TITLE) {
            return;
        }
        let end = end.min(i + LONGEST);
        // Each is in its cell before the next is looked for, which may ask for it.
        if self.cx.begins(i, PLACE) {
            let place = super::place::unit(self, i, end);
            self.set(i, place, |cell| &mut cell.place);
        }
        if self.cx.begins(i, LOC) {
            let loc = super::place::loc(self, i, end);
            self.set(i, loc, |cell| &mut cell.loc);
        }
        if self.cx.begins(i, ORG) {
            let org = super::org::org(self, i, end).or_else(|| super::title::employer(self, i)).filter(fits);
            let found = org.is_some();
            self.set(i, org, |cell| &mut cell.org);
            if found && let Some(whole) = super::org::branch(self, i, end) {
                self.set(i, Some(whole), |cell| &mut cell.org);
            }
        }
        if self.cx.begins(i, TITLE) {
            let title = super::title::title(self, i, end).filter(fits);
            self.set(i, title, |cell| &mut cell.title);
        }
    }

    fn set(&mut self, i: u32, node: Option<Node>, layer: impl Fn(&mut Cell) -> &mut Option<NodeId>) {
        let Some(node) = node else { return };
        self.nodes.push(node);
        let id = NonZeroU32::new(self.nodes.len() as u32).map(NodeId);
        if let Some(cell) = self.cells.get_mut(i as usize) {
            *layer(cell) = id;
        }
    }

    /// A node by its id.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0.get() as usize - 1)
    }

    /// The node that an entity was taken from.
    pub fn node_of(&self, picked: &super::select::Picked) -> Option<&Node> {
        self.node(picked.node?)
    }

    fn at(&self, i: u32, layer: impl Fn(&Cell) -> Option<NodeId>) -> Option<(NodeId, &Node)> {
        let id = layer(self.cells.get(i as usize)?)?;
        Some((id, self.node(id)?))
    }

    /// Whether no phrase begins at token `i`.
    pub fn is_empty_at(&self, i: u32) -> bool {
        self.cells.get(i as usize).is_none_or(|cell| *cell == Cell::default())
    }

    /// The unit that begins at token `i`.
    pub fn place_at(&self, i: u32) -> Option<(NodeId, &Node)> {
        self.at(i, |cell| cell.place)
    }

    /// The other place that begins at token `i`.
    pub fn loc_at(&self, i: u32) -> Option<(NodeId, &Node)> {
        self.at(i, |cell| cell.loc)
    }

    /// The organisation that begins at token `i`.
    pub fn org_at(&self, i: u32) -> Option<(NodeId, &Node)> {
        self.at(i, |cell| cell.org)
    }

    /// The title that begins at token `i`.
    pub fn title_at(&self, i: u32) -> Option<(NodeId, &Node)> {
        self.at(i, |cell| cell.title)
    }

    /// Where the run of capitalised tokens at `i` ends; `i` when token `i` is not capitalised.
    pub fn run(&self, i: u32) -> u32 {
        self.run_end.get(i as usize).copied().unwrap_or(i)
    }

    /// Whether any token of the range begins with a capital.
    pub fn any_capital(&self, range: TokenRange) -> bool {
        (range.start..range.end).any(|i| self.cx.is_capital(i))
    }
}

impl Node {
    /// Whether it is a country of the list.
    pub fn is_country(&self) -> bool {
        self.head.is_some_and(|e| e.list == List::Country)
    }

    /// Flags of its head; none without one.
    pub fn flags(&self) -> Flags {
        self.head.map_or(Flags::default(), |e| e.flags)
    }
}

/// Whether a phrase is short enough to be one.
fn fits(node: &Node) -> bool {
    node.tokens.len() <= LONGEST
}
