//! `--show-settings`: the settings in effect, as a settings file that sets the same.

use std::fmt::{self, Display, Formatter};

use clap::ValueEnum;

use super::file::value_name;
use super::list::IdList;
use super::resolved::{Origin, Resolved, Sourced};
use crate::input::Exclude;
use crate::text::escape;

impl Display for Resolved {
    /// One setting on each line, with its origin in a comment.
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        let exclude = self.exclude.value.as_ref().map(Exclude::patterns).unwrap_or_default();
        let exclude: Vec<String> = exclude.iter().map(|pattern| toml_string(pattern)).collect();
        let values = vec![
            named("format", &self.format),
            named("order-ids", &self.order_ids),
            list("known-orders", &self.known_orders),
            list("known-users", &self.known_users),
            (format!("exclude = [{}]", exclude.join(", ")), self.exclude.origin),
        ];
        let levels: Vec<_> = self.levels.iter().map(|(rule, level)| named(rule.code, level)).collect();
        let lengths = values.iter().chain(&levels).map(|(line, _)| line.chars().count());
        let width = lengths.max().unwrap_or_default();
        let show = |(line, origin): &(String, Origin)| {
            let origin = match origin {
                Origin::CommandLine => "command line",
                Origin::File => &self.file,
                Origin::Default => "default",
            };
            format!("{line:width$}  # {origin}\n")
        };
        let [values, levels] = [values, levels].map(|lines| lines.iter().map(show).collect::<String>());
        write!(formatter, "# {}\n\n{values}\n[rules]\n{levels}", self.file)
    }
}

/// The line of a setting whose values have names.
fn named<T: ValueEnum>(key: &str, Sourced { value, origin }: &Sourced<T>) -> (String, Origin) {
    (format!("{key} = {}", toml_string(&value_name(value))), *origin)
}

/// The line of a setting that names a list of IDs.
fn list(key: &str, Sourced { value, origin }: &Sourced<Option<IdList>>) -> (String, Origin) {
    let line = match value {
        Some(list) => format!("{key} = {}", toml_string(&list.path.to_string_lossy())),
        None => format!("# {key} is not set"),
    };
    (line, *origin)
}

/// The text as a TOML string that is safe to print.
fn toml_string(text: &str) -> String {
    // A JSON string is a TOML string too.
    escape(&serde_json::Value::from(text).to_string()).into_owned()
}
