//! What the settings leave out of a run (contract §9, §11).

use std::collections::BTreeMap;

use super::Settings;
use super::resolved::Origin;
use crate::input::Omission;
use crate::render::{LeftOut, Reason};
use crate::rules::levels::Level;
use crate::rules::tally::Tally;
use crate::rules::{OrderIds, Severity};

impl Settings {
    /// What is left out of these findings and files. What has the same source is next to each other.
    pub(crate) fn left_out(&self, tally: &Tally, files: &BTreeMap<Omission, u64>) -> Vec<LeftOut> {
        let files = files.iter().map(|(omission, count)| {
            let (by, file) = match omission {
                Omission::Exclude => (Reason::Exclude, Some(self.file.clone())),
                Omission::Gitignore(file) => (Reason::Gitignore, Some(file.clone())),
                Omission::Special => (Reason::Special, None),
            };
            LeftOut { by, file, count: *count, hides_errors: false }
        });
        let without_request = (tally.without_request > 0).then_some(LeftOut {
            by: Reason::NoRequest,
            file: None,
            count: tally.without_request,
            hides_errors: false,
        });
        let order_ids =
            (self.order_ids == Origin::File && self.check.order_ids == OrderIds::Off).then(|| LeftOut {
                by: Reason::OrderIdsOff,
                file: Some(self.file.clone()),
                count: 0,
                hides_errors: true,
            });
        let of_file = self.findings_left_out(Origin::File, tally).chain(order_ids);
        of_file
            .chain(files)
            .chain(without_request)
            .chain(self.findings_left_out(Origin::CommandLine, tally))
            .collect()
    }

    /// The findings that the levels of one origin leave out, or make warnings of.
    fn findings_left_out(&self, origin: Origin, tally: &Tally) -> impl Iterator<Item = LeftOut> {
        let rules = self.levels.iter().filter(move |(_, its)| **its == origin).map(|(rule, _)| rule);
        let left_out = rules.filter_map(move |rule| {
            let (by, count) = match self.check.levels.get(rule) {
                Level::Allow => (Reason::Allow(rule), *tally.allowed.get(rule)),
                // Whoever gives a level on the command line expects warnings.
                Level::Warn if rule.severity == Severity::Error && origin == Origin::File => {
                    (Reason::Warn(rule), *tally.rules.get(rule))
                }
                Level::Warn | Level::Deny => return None,
            };
            let file = (origin == Origin::File).then(|| self.file.clone());
            let hides_errors = file.is_some() && (rule.severity == Severity::Error || self.strict);
            Some(LeftOut { by, file, count, hides_errors })
        });
        left_out.filter(|it| it.count > 0)
    }
}
