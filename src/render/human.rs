//! Diagnostics that point at the fields: one for each mistake.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::{Diagnostic, Label, Note};
use super::groups::{Group, group};
use super::renderer::{Entries, Render, Style};
use super::report::{Report, with_title};
use super::snippet::{Mark, Snippet};
use super::words::Words;
use super::words::group::Description;
use crate::json::Span;
use crate::request::Place;
use crate::rules::{Claim, Finding, Operand};
use crate::text::{Position, escape};

/// Operands and places that are marked; of more, the first ones are, and the diagnostic says how many there are.
const MAX_MARKS: usize = 12;
/// Operands that are marked if there are more than [`MAX_MARKS`].
const FIRST_MARKS: usize = 3;

/// The format for people.
pub(super) struct Human(pub(super) Style);

impl Render for Human {
    fn render(&self, report: &Report, entries: &mut Entries) {
        for group in group(self.0.shown(report)) {
            diagnose(report, &group, self.0.width).draw(&self.0, &mut entries.text);
        }
    }
}

/// The findings of a group as one diagnostic.
fn diagnose(report: &Report, group: &Group, width: usize) -> Diagnostic {
    let Group { root, same, others, .. } = group;
    let position = |finding: &Finding| report.source.position(finding.span.start);
    let places = same.get(..MAX_MARKS).unwrap_or(same);
    let more = group.places().saturating_sub(1 + places.len() as u64);
    let totals = others.iter().map(|other| &other.root).filter(|finding| finding.total().is_some());
    let (operands, hidden) = operands(group);

    let mark = |span, label, is_primary| Mark { span, label, is_primary };
    let mut marks = vec![mark(root.span, report.words.mark(root, group), true)];
    marks.extend(
        places.iter().chain(totals).map(|other| mark(other.span, report.words.mark(other, group), false)),
    );
    marks.extend(operands.iter().map(|operand| mark(operand.span, report.words.role(operand.role), false)));

    let Description { title, others, more, help } =
        report.words.describe(group, (more, hidden as u64), position);
    let note = |label, text| Note { label, text };
    let decoded =
        report.source.is_decoded().then(|| note(Label::Nothing, Words::decoded(report.source.is_base64())));
    let others = others.into_iter().map(|other| note(Label::Finding(other.severity, other.code), other.text));
    let more = more.into_iter().map(|text| note(Label::Nothing, text));
    let help = help.map(|(name, text)| note(Label::Help(name), text));
    let Position { line, column, .. } = position(root);
    Diagnostic {
        severity: root.severity,
        title: note(Label::Finding(root.severity, root.rule.code), title),
        place: with_title(format!("{}:{line}:{column}", escape(report.name)), report.title),
        snippet: Snippet::new(report, marks, width),
        notes: others.chain(more).chain(decoded).chain(help).collect(),
    }
}

/// The numbers that the findings are about, in the text's order, and how many more there are. Those of the basket are the same
/// for all totals.
fn operands<'g, 'a>(group: &Group<'g, 'a>) -> (Vec<&'g Operand<'a>>, usize) {
    let marked: BTreeSet<Span> = group.findings().map(|finding| finding.span).collect();
    let of =
        |finding: &'g Finding<'a>| finding.operands.iter().filter(|operand| !marked.contains(&operand.span));
    let (is_of_total, is_alone) = (|finding: &&Finding| finding.total().is_some(), group.mistake.is_none());
    let is_named_key =
        |finding: &&Finding| matches!(finding.claim, Claim::MissingField { found: Some(_), .. });
    let keys = group.same_mistake().filter(is_named_key).take(MAX_MARKS).flat_map(of);
    let is_of_root = |root: &&Finding| is_alone && root.total().is_none() && !is_named_key(root);
    let own = Some(group.root).filter(is_of_root).into_iter().flat_map(of).chain(keys);
    let mut basket = BTreeMap::new();
    for operand in group.findings().filter(is_of_total).flat_map(of) {
        basket.entry(operand.span).or_insert(operand);
    }
    let shown = if basket.len() > MAX_MARKS { FIRST_MARKS } else { basket.len() };
    let hidden = basket.len() - shown;
    let elements = group.cause().map(|cause| cause.kind.elements()).unwrap_or_default();
    let named: BTreeSet<Place> = elements.iter().map(|element| element.place).collect();
    let is_named = |operand: &&Operand| operand.path.is_some_and(|path| named.contains(&path.place));
    // Those that the cause names come first.
    let (named, rest): (Vec<_>, Vec<_>) = basket.into_values().partition(is_named);
    (own.chain(named.into_iter().chain(rest).take(shown)).collect(), hidden)
}
