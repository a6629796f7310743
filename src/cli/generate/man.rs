//! The man page: clap's sections, and those that a command line does not know of.

use std::io;

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::{Cli, EXIT_STATUS};

/// What decides under `--color auto`.
const ENVIRONMENT: [(&str, &str); 2] = [
    ("NO_COLOR", "Nothing is coloured under --color auto if this is set and not empty"),
    (
        "CLICOLOR_FORCE, FORCE_COLOR",
        "Pipes and files get colour as well if either is set, and neither empty nor 0, and NO_COLOR does not forbid it",
    ),
];

/// What is read beside the requests.
const FILES: [(&str, &str); 2] = [
    (
        "hpplint.toml",
        "What holds for a project, in the current folder or the nearest one above: [rules] with a level for each code, \
         format, order-ids, known-orders, known-users, exclude; --show-settings prints one",
    ),
    ("x.expected.json", "The envelope that --expect-files expects of the request in x.json"),
];

/// Commands, and what they are for.
const EXAMPLES: [(&str, &str); 8] = [
    ("hpplint request.json", "Checks a request, and shows which fields disagree"),
    (
        "hpplint --strict --format concise requests/",
        "Checks a folder in CI, where warnings fail the step as well",
    ),
    ("my-shop --dry-run | hpplint", "Checks what a program would send"),
    (
        "tail -f requests.log | hpplint --json -",
        "Answers each request as it comes with the envelope that the API would send",
    ),
    (
        "hpplint --format sarif --output-file hpplint.sarif requests/",
        "Writes a log for code scanning, and shows people the same",
    ),
    (
        "hpplint --expect AMOUNTS_DONT_MATCH tests/wrong-amounts/",
        "Passes if every request is wrong in just this way",
    ),
    ("hpplint --diff requests/", "Shows what --fix would mend"),
    ("hpplint --explain AMOUNTS_DONT_MATCH", "Says what a rule checks, why, and how to mend what it finds"),
];

/// The page, in roff.
pub(super) fn page() -> String {
    let mut page = Vec::new();
    // Writing to memory cannot fail.
    let _ = write(&mut page);
    String::from_utf8_lossy(&page).into_owned()
}

fn write(page: &mut Vec<u8>) -> io::Result<()> {
    let mut command = Cli::command();
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    // Otherwise the synopsis lists all the options.
    let man = Man::new(command.override_usage(usage));
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    let statuses = EXIT_STATUS.map(|(status, meaning)| (status.to_string(), meaning));
    terms("EXIT STATUS", &statuses).to_writer(page)?;
    terms("ENVIRONMENT", &ENVIRONMENT).to_writer(page)?;
    terms("FILES", &FILES).to_writer(page)?;
    terms("EXAMPLES", &EXAMPLES).to_writer(page)?;
    man.render_version_section(page)
}

/// A section of terms, each with what it means.
fn terms<T: AsRef<str>>(title: &str, terms: &[(T, &str)]) -> Roff {
    let mut section = Roff::new();
    section.control("SH", [title]);
    for (term, meaning) in terms {
        section.control("TP", []);
        section.text([bold(term.as_ref())]);
        section.text([roman(*meaning)]);
    }
    section
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[test]
    fn examples_are_understood() {
        for (example, _) in EXAMPLES {
            let command = example.rsplit("| ").next().unwrap_or_default();
            assert!(command.starts_with("hpplint"), "{example}");
            assert!(Cli::try_parse_from(command.split_whitespace()).is_ok(), "{example}");
        }
    }
}
