//! `--show-settings`: the settings in effect, as a settings file that sets the same.

use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;

use super::file::value_name;
use super::resolved::{Origin, Resolved, SettingsFile};
use crate::input::exclude::Exclude;
use crate::text::escape;

impl Display for Resolved {
    /// One setting on each line, with its origin in a comment.
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        let file = match &self.file {
            SettingsFile::Read(path) => escape(&path.to_string_lossy()).into_owned(),
            SettingsFile::NotFound => "no hpplint.toml in this folder or above".to_owned(),
            SettingsFile::Ignored => "hpplint.toml is ignored".to_owned(),
        };
        writeln!(formatter, "# {file}\n")?;
        let (values, levels) = (value_lines(self), level_lines(self));
        let lengths = values.iter().chain(&levels).map(|(line, _)| line.chars().count());
        let width = lengths.max().unwrap_or_default();
        let show = |(line, origin): &(String, Origin)| {
            let origin = match origin {
                Origin::CommandLine => "command line",
                Origin::File => &*file,
                Origin::Default => "default",
            };
            format!("{line:width$}  # {origin}\n")
        };
        let [values, levels] = [values, levels].map(|lines| lines.iter().map(show).collect::<String>());
        write!(formatter, "{values}\n[rules]\n{levels}")
    }
}

/// The lines of all settings but the levels.
fn value_lines(resolved: &Resolved) -> Vec<(String, Origin)> {
    let set = |key: &str, value: &str| format!("{key} = {}", toml_string(value));
    let path = |key: &str, path: &Option<PathBuf>| match path {
        Some(path) => set(key, &path.to_string_lossy()),
        None => format!("# {key} is not set"),
    };
    let Resolved { format, order_ids, known_orders, known_users, exclude, .. } = resolved;
    let patterns = exclude.value.as_ref().map(Exclude::patterns).unwrap_or_default();
    let patterns: Vec<String> = patterns.iter().map(|pattern| toml_string(pattern)).collect();
    vec![
        (set("format", &value_name(&format.value)), format.origin),
        (set("order-ids", &value_name(&order_ids.value)), order_ids.origin),
        (path("known-orders", &known_orders.value), known_orders.origin),
        (path("known-users", &known_users.value), known_users.origin),
        (format!("exclude = [{}]", patterns.join(", ")), exclude.origin),
    ]
}

/// The lines of the rules' levels.
fn level_lines(resolved: &Resolved) -> Vec<(String, Origin)> {
    let levels = resolved.levels.iter();
    let line = |code: &str, level| format!("{code} = {}", toml_string(&value_name(level)));
    levels.map(|(rule, level)| (line(rule.code, &level.value), level.origin)).collect()
}

/// The text as a TOML string that is safe to print.
fn toml_string(text: &str) -> String {
    // A JSON string is a TOML string too.
    escape(&serde_json::Value::from(text).to_string()).into_owned()
}
