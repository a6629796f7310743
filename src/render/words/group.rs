//! Several findings as one diagnostic, in words. All texts are safe to be shown.

use super::{Applied, Words, en::group as en};
use crate::render::groups::Group;
use crate::rules::{Finding, Severity};
use crate::text::{Position, escape};

/// Places that a line names at most.
const MAX_PLACES: usize = 6;

/// A diagnostic in words.
#[derive(Debug)]
pub(crate) struct Description {
    /// What is wrong, in one line.
    pub(crate) title: String,
    /// What else has the same cause.
    pub(crate) others: Vec<Other>,
    /// How many places and operands have no mark.
    pub(crate) more: Vec<String>,
    /// What a help is called, and how to correct it; it may have several lines.
    pub(crate) help: Option<(&'static str, String)>,
}

/// A finding, or several of one rule, in a line of its own, with its place.
#[derive(Debug)]
pub(crate) struct Other {
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    pub(crate) text: String,
}

impl Words {
    /// Describes a group of findings. So many places and operands have no mark.
    pub(crate) fn describe(
        self,
        group: &Group,
        (places, operands): (u64, u64),
        position: impl Fn(&Finding) -> Position,
    ) -> Description {
        let place = |finding: &Finding| {
            let Position { line, column, .. } = position(finding);
            format!("{line}:{column}")
        };
        let places = (places > 0).then(|| en::more_places(places));
        let operands = (operands > 0).then(|| en::more_operands(operands));
        Description {
            title: self.title(group),
            others: group.others.iter().map(|other| self.other(other, group, place)).collect(),
            more: places.into_iter().chain(operands).collect(),
            help: self.advice(group).map(|help| (en::HELP, help)),
        }
    }

    /// That the text is not shown as it is written.
    pub(crate) fn decoded(is_base64: bool) -> String {
        if is_base64 { en::BASE64 } else { en::DECODED }.to_owned()
    }

    /// What to write at the place of one of the findings.
    pub(crate) fn mark(self, finding: &Finding, group: &Group) -> String {
        let label = if group.findings().nth(1).is_some() {
            en::label_among_others(&finding.claim, group, self.redacts)
        } else {
            self.label(finding)
        };
        escape(&label).into_owned()
    }

    fn title(self, group: &Group) -> String {
        match &group.mistake {
            Some(mistake) => escape(&en::everywhere(group, mistake)).into_owned(),
            None => self.sentence(group.root),
        }
    }

    fn other(self, other: &Group, group: &Group, place: impl Fn(&Finding) -> String + Copy) -> Other {
        let mut places: Vec<String> = other.same_mistake().take(MAX_PLACES + 1).map(place).collect();
        // Fields that are missing from one object have one place.
        places.dedup();
        if places.len() > MAX_PLACES {
            places.truncate(MAX_PLACES);
            places.push("…".to_owned());
        }
        let text = en::at(&places.join(", "), other, group, &self.title(other));
        Other { severity: other.root.severity, code: other.root.rule.code, text }
    }

    fn advice(self, group: &Group) -> Option<String> {
        let mut help: Vec<String> = match &group.mistake {
            Some(mistake) if group.describing().diagnosis.is_none() => {
                let help = en::help_everywhere(mistake, group, self.redacts);
                help.into_iter().map(|help| self.unless_fixed(help, group.root)).collect()
            }
            _ => self.help(group.describing()).into_iter().collect(),
        };
        let totals = group.findings().filter(|finding| finding.total().is_some());
        let fixes: Vec<_> = totals.filter_map(|finding| finding.fix.as_ref()).collect();
        if fixes.len() > 1 && !group.is_basket_wrong() && self.applied == Applied::Nothing {
            let safe = fixes.iter().filter(|fix| fix.applicability.is_safe()).count();
            help.push(en::fixable(safe, fixes.len()));
        }
        let lines: Vec<_> = help.iter().flat_map(|text| text.lines()).map(escape).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}
