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

use super::context::{Context, bits};
use super::lexicon::{Entry, Flags, List};
use super::name::NameModel;
use crate::document::TokenRange;
use crate::entity::{EntityKind, Origin};
use crate::place::Register;

/// The longest phrase, in tokens. No name of a body or a post comes near it; without it, heads in a row
/// (`Ban Tổ chức Huyện ủy Ban Tổ chức Huyện ủy …`) would nest as deep as the text is long.
const LONGEST: u32 = 64;

/// Lists whose phrases may begin a phrase of the chart.
const HEADS: u32 =
    bits([List::Title, List::Modifier, List::Org, List::OrgName, List::Country, List::Loc, List::LocHead, List::Level]);

/// Index of a node in a [`Chart`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(u32);

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
    pub place: Vec<Option<NodeId>>,
    pub loc: Vec<Option<NodeId>>,
    pub org: Vec<Option<NodeId>>,
    pub title: Vec<Option<NodeId>>,
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
            place: vec![None; n],
            loc: vec![None; n],
            org: vec![None; n],
            title: vec![None; n],
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
        // Every phrase begins with a head of a list or a capital.
        if !self.cx.is_capital(i) && !self.cx.begins(i, HEADS) {
            return;
        }
        let at = i as usize;
        let end = end.min(i + LONGEST);
        if let Some(node) = super::place::unit(self, i, end) {
            let id = self.add(node);
            set(&mut self.place, at, id);
        }
        if let Some(node) = super::place::loc(self, i, end) {
            let id = self.add(node);
            set(&mut self.loc, at, id);
        }
        if let Some(node) = super::org::org(self, i, end).or_else(|| super::title::employer(self, i)).filter(fits) {
            let id = self.add(node);
            set(&mut self.org, at, id);
        }
        if let Some(node) = super::title::title(self, i, end).filter(fits) {
            let id = self.add(node);
            set(&mut self.title, at, id);
        }
    }

    /// Adds a node.
    pub fn add(&mut self, node: Node) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(node);
        id
    }

    /// A node by its id.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    /// The node that an entity was taken from.
    pub fn node_of(&self, picked: &super::select::Picked) -> Option<&Node> {
        self.node(picked.node?)
    }

    /// The phrase of `layer` that begins at token `i`.
    pub fn at(&self, layer: &[Option<NodeId>], i: u32) -> Option<(NodeId, &Node)> {
        let id = layer.get(i as usize).copied().flatten()?;
        Some((id, self.node(id)?))
    }

    /// The unit that begins at token `i`.
    pub fn place_at(&self, i: u32) -> Option<(NodeId, &Node)> {
        self.at(&self.place, i)
    }

    /// The other place that begins at token `i`.
    pub fn loc_at(&self, i: u32) -> Option<(NodeId, &Node)> {
        self.at(&self.loc, i)
    }

    /// The organisation that begins at token `i`.
    pub fn org_at(&self, i: u32) -> Option<(NodeId, &Node)> {
        self.at(&self.org, i)
    }

    /// The title that begins at token `i`.
    pub fn title_at(&self, i: u32) -> Option<(NodeId, &Node)> {
        self.at(&self.title, i)
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

fn set(layer: &mut [Option<NodeId>], at: usize, id: NodeId) {
    if let Some(slot) = layer.get_mut(at) {
        *slot = Some(id);
    }
}
