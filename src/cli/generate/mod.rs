//! `--generate`: completions and the man page, from the definition of the command line, and the schemas, from the
//! tables that the checks read and from the lines that the format writes.

mod man;
mod schema;

use clap::builder::PossibleValue;
use clap::{Arg, CommandFactory};
use clap_complete::Shell;

use crate::cli::{Artifact, Cli};
use crate::render::jsonl;
use crate::rules::RULES;

/// The text of an artifact.
pub fn generate(artifact: Artifact) -> String {
    match artifact {
        Artifact::CompleteBash => completions(Shell::Bash),
        Artifact::CompleteZsh => completions(Shell::Zsh),
        Artifact::CompleteFish => completions(Shell::Fish),
        Artifact::CompletePowershell => completions(Shell::PowerShell),
        Artifact::Man => man::page(),
        Artifact::Schema => schema::schema(),
        Artifact::JsonlSchema => format!("{:#}\n", jsonl::schema().to_value()),
    }
}

fn completions(shell: Shell) -> String {
    let mut command = Cli::command().mut_args(offer_codes);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, env!("CARGO_PKG_NAME"), &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// Adds the list of codes to an argument that takes one, for shells to complete. The command line itself has no such
/// list, because it accepts the codes in upper and lower case.
fn offer_codes(argument: Arg) -> Arg {
    let takes_code =
        argument.get_value_names().is_some_and(|names| names.iter().any(|name| name.starts_with("CODE")));
    if !takes_code {
        return argument;
    }
    let codes = RULES.iter().map(|rule| PossibleValue::new(rule.code).help(rule.summary));
    argument.value_parser(codes.collect::<Vec<_>>())
}
