//! Words that are meant as commands. There are none, so they are read as paths.

use clap::CommandFactory;

use super::Cli;
use crate::rules;

/// What was probably meant by a word that is not the path of a file.
pub fn meant(word: &str) -> Option<String> {
    if let Some(rule) = rules::find(word) {
        return Some(format!("did you mean --explain {}?", rule.code));
    }
    if matches!(word, "check" | "lint") {
        return Some("hpplint has no commands: name only what to check".to_owned());
    }
    let mut command = Cli::command();
    command.build();
    let is_option = command.get_arguments().any(|option| option.get_long() == Some(word));
    is_option.then(|| format!("did you mean --{word}?"))
}
