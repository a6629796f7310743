//! The one place where findings become words.
//!
//! A finding holds values. Each language has a folder with the functions that [`Words`] calls; every `match` in it is
//! complete, so that a claim, a cause or a doubt without words does not compile.

mod en;
pub(super) mod group;
mod quote;

use crate::rules::{Applicability, Cause, Doubt, Finding, Role};
use crate::text::{escape, escape_lines};

/// How findings are put into words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words {
    /// No string of a request may be shown.
    pub redacts: bool,
    /// The fixes that were applied: of a total that is still wrong, the help says why it was not fixed.
    pub applied: Applied,
}

/// Which fixes were applied before the findings were made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Applied {
    /// None.
    #[default]
    Nothing,
    /// Those that are safe.
    Safe,
    /// All.
    All,
}

impl Words {
    /// What is wrong, in one line, with its numbers.
    pub fn message(&self, finding: &Finding) -> String {
        let message = en::message(finding, self.redacts);
        if finding.more > 0 { en::and_more(&message, finding.more) } else { message }
    }

    /// What to write at the finding's span.
    pub fn label(&self, finding: &Finding) -> String {
        en::label(&finding.claim, self.redacts)
    }

    /// How to correct it; it may have several lines.
    pub fn help(&self, finding: &Finding) -> Option<String> {
        let help = match &finding.diagnosis {
            Some(diagnosis) if finding.total().is_some() => Some(en::diagnosis(diagnosis, finding)),
            // The root of a cause says itself how to correct it.
            _ => en::help(finding, self.redacts),
        }?;
        Some(self.unless_fixed(help, finding))
    }

    /// The help, with the reason why the finding was not fixed.
    fn unless_fixed(self, help: String, finding: &Finding) -> String {
        let reason = match finding.fix.as_ref().map(|fix| &fix.applicability) {
            _ if self.applied == Applied::Nothing => return help,
            None if finding.total().is_some() => None,
            Some(Applicability::Unsafe(doubt)) if self.applied == Applied::Safe => Some(en::doubt(doubt)),
            _ => return help,
        };
        en::not_fixed(&help, reason.as_deref())
    }

    /// A cause alone, as a clause.
    pub fn cause(&self, cause: &Cause) -> String {
        en::explain(cause)
    }

    /// What an operand is to its finding: "+ 120.00".
    pub fn role(&self, role: Role) -> String {
        en::role(role)
    }

    /// Why a fix may be wrong, as a clause.
    pub fn doubt(&self, doubt: &Doubt) -> String {
        en::doubt(doubt)
    }

    /// What is wrong, and how far off it is, in one line that is safe to be shown.
    pub fn sentence(&self, finding: &Finding) -> String {
        let message = self.message(finding);
        match en::difference(&finding.claim) {
            Some(difference) => format!("{} ({difference})", escape(&message)),
            None => escape(&message).into_owned(),
        }
    }

    /// The sentence, and the help on lines of its own.
    pub fn paragraph(&self, finding: &Finding) -> String {
        let sentence = self.sentence(finding);
        match self.help(finding) {
            Some(help) => format!("{sentence}\n{}", escape_lines(&help)),
            None => sentence,
        }
    }
}

impl Finding<'_> {
    /// What is wrong, in one line, with its numbers.
    #[must_use]
    pub fn message(&self) -> String {
        Words::default().message(self)
    }

    /// How to correct it, if more is known than the message says; it may have several lines.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Words::default().help(self)
    }
}
