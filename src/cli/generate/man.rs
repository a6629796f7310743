//! The man page: the sections that clap writes, and exit status, environment, files and examples.

use std::io;

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::{Cli, EXIT_STATUS};

/// The variables that `--color auto` respects.
const ENVIRONMENT: [(&str, &str); 2] = [
    ("NO_COLOR", "If this is set and not empty, --color auto uses no colour"),
    (
        "CLICOLOR_FORCE, FORCE_COLOR",
        "If one of these is set, not empty and not 0, --color auto uses colour in pipes and files too, but not for --diff, unless NO_COLOR is set",
    ),
];

/// The files that are read in addition to the requests.
const FILES: [(&str, &str); 2] = [
    (
        "hpplint.toml",
        "The settings of a project, in the current folder or above it, up to the root of the git repository: format, order-ids, known-orders, \
         known-users, exclude, and [rules] with the level of each rule; --show-settings prints such a file",
    ),
    ("x.expected.json", "With --expect-files: the envelope that is expected for the request in x.json"),
];

/// Commands and what they do.
const EXAMPLES: [(&str, &str); 8] = [
    ("hpplint request.json", "Checks a request, and points at the fields that disagree"),
    ("hpplint --strict --format concise requests/", "Checks a folder in CI; warnings fail the step too"),
    ("my-shop --dry-run | hpplint", "Checks what a program would send"),
    (
        "tail -f requests.log | hpplint --json -",
        "Answers each request that is added to a log with the envelope that the API would return",
    ),
    (
        "hpplint --format sarif --output-file hpplint.sarif requests/",
        "Writes a SARIF log for code scanning, and prints the report for people",
    ),
    (
        "hpplint --expect AMOUNTS_DONT_MATCH tests/wrong-amounts/",
        "Succeeds if every request has exactly this error",
    ),
    ("hpplint --diff requests/", "Shows what --fix would change"),
    (
        "hpplint --explain AMOUNTS_DONT_MATCH",
        "Explains what a rule checks, why, and how to correct the request",
    ),
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
    // Otherwise, the synopsis would list all options.
    let man = Man::new(command.override_usage(usage));
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    let statuses = EXIT_STATUS.map(|(status, meaning)| ((status as u8).to_string(), meaning));
    terms("EXIT STATUS", &statuses).to_writer(page)?;
    terms("ENVIRONMENT", &ENVIRONMENT).to_writer(page)?;
    terms("FILES", &FILES).to_writer(page)?;
    terms("EXAMPLES", &EXAMPLES).to_writer(page)?;
    man.render_version_section(page)
}

/// A section that explains terms.
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
