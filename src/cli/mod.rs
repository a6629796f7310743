//! The command line: every option and its help (contract §9).

mod code;
pub mod explain;
pub mod generate;
mod headings;
mod levels;
pub mod markdown;
mod reports;
pub mod word;

pub use levels::LevelArgs;
pub use reports::Reports;

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Parser, ValueEnum, ValueHint};

use crate::check::{Options, Status};
use crate::input::BLOCK_BYTES;
use crate::rules::{OrderIds, Rule};
use code::code;
use headings::{FACTS, FIXES, INFORMATION, INPUTS, REPORTS, RULES, SETTINGS};

/// Finds the errors in payment-session requests for Akifast's hosted payment page before you send them.
///
/// Reads request JSON from files, folders or standard input, checks the basket and the amounts offline, and points at
/// the fields that disagree.
#[derive(Debug, Parser)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[command(version, max_term_width = 100, after_help = after_help())]
#[command(group = ArgGroup::new("fixes").args(["fix", "diff"]).multiple(true))]
pub struct Cli {
    /// Files, folders (searched for *.json, *.ndjson, *.jsonl, *.har, *.http and *.rest), or - for standard input
    #[arg(value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// The formats of the reports and their files
    #[command(flatten)]
    pub reports: Reports,

    /// Report errors only (with --strict, warnings too), and print no summary
    #[arg(help_heading = REPORTS, short, long)]
    pub quiet: bool,

    /// When to use colour; `auto` respects `NO_COLOR`, `CLICOLOR_FORCE` and `FORCE_COLOR`
    #[arg(help_heading = REPORTS, long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: Color,

    /// Hide all strings and customer data of the requests in the output, for logs that others can read
    #[arg(help_heading = REPORTS, long, conflicts_with = "diff")]
    pub redact: bool,

    /// Print a table of the rules and causes that were found, the most frequent first, instead of the report. A report for
    /// programs is still printed, and the table goes to standard error then
    #[arg(help_heading = REPORTS, long)]
    pub statistics: bool,

    /// Show no progress bar
    #[arg(help_heading = REPORTS, long)]
    pub no_progress: bool,

    /// The user that the access token belongs to; `session_owner_id` must be the same
    #[arg(help_heading = FACTS, long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    pub token_user: Option<String>,

    /// File with the IDs of existing users, one on each line; `session_owner_id` must be one of them
    #[arg(help_heading = FACTS, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub known_users: Option<PathBuf>,

    /// File with the IDs of orders that already have a session, one on each line; `order_id` must not be one of them
    #[arg(help_heading = FACTS, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub known_orders: Option<PathBuf>,

    /// Where an `order_id` must not occur twice [default: stream]
    #[arg(help_heading = FACTS, long, value_enum, value_name = "WHERE")]
    pub order_ids: Option<OrderIds>,

    /// The levels of rules
    #[command(flatten)]
    pub levels: LevelArgs,

    /// Count warnings as errors for the exit status
    #[arg(help_heading = RULES, long)]
    pub strict: bool,

    /// Require every request to have exactly the errors with these codes; they are expected then, and do not count
    #[arg(help_heading = RULES, long, value_name = "CODE[,CODE]", value_delimiter = ',', value_parser = code)]
    #[arg(conflicts_with_all = ["expect_files", "fix", "diff"])]
    pub expect: Vec<&'static Rule>,

    /// Require the request in x.json to have exactly the errors in x.expected.json, an envelope, if that file exists
    #[arg(help_heading = RULES, long, conflicts_with_all = ["fix", "diff"])]
    pub expect_files: bool,

    /// Correct the declared totals that are certainly wrong, in place, then check the files. For standard input, the
    /// corrected text goes to standard output, and reports go to standard error
    #[arg(help_heading = FIXES, long)]
    pub fix: bool,

    /// With --fix or --diff: also correct declared totals where something else may be wrong instead, and write numbers in
    /// quotes as numbers
    #[arg(help_heading = FIXES, long, requires = "fixes")]
    pub unsafe_fixes: bool,

    /// Show what --fix would change, and change nothing, even with --fix
    #[arg(help_heading = FIXES, long, conflicts_with_all = ["json", "format", "output_file", "statistics"])]
    pub diff: bool,

    /// Name to show for standard input
    #[arg(help_heading = INPUTS, long, value_name = "NAME", default_value = "<stdin>")]
    pub stdin_filename: String,

    /// Check each line that is not blank as one request, as in *.ndjson and *.jsonl files
    #[arg(help_heading = INPUTS, long)]
    pub lines: bool,

    /// Look for requests in any text: logs, shell commands, Markdown, source code, other JSON
    #[arg(help_heading = INPUTS, long, conflicts_with = "lines")]
    pub find: bool,

    /// Maximum length of a request in bytes
    #[arg(help_heading = INPUTS, long, value_name = "N", default_value_t = Options::MAX_REQUEST_BYTES, value_parser = clap::value_parser!(u32).range(1..=1 << 30))]
    pub max_request_bytes: u32,

    /// Number of threads [default: the number of processors]
    #[arg(help_heading = INPUTS, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// The number of bytes that are read at a time. It is no option: it changes no result, and only tests set it.
    #[arg(skip = BLOCK_BYTES)]
    pub block_bytes: usize,

    /// Settings file [default: hpplint.toml in the current folder or above it, up to the root of the git repository]
    #[arg(help_heading = SETTINGS, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(conflicts_with = "isolated")]
    pub config: Option<PathBuf>,

    /// Read no settings file
    #[arg(help_heading = SETTINGS, long)]
    pub isolated: bool,

    /// Show the settings in effect, and where each comes from
    #[arg(help_heading = SETTINGS, long, conflicts_with_all = ["explain", "list_rules", "output_file"])]
    pub show_settings: bool,

    /// Explain a rule: what it checks, why, and how to correct the request, with an example
    #[arg(help_heading = INFORMATION, long, value_name = "CODE", value_parser = code)]
    #[arg(conflicts_with_all = ["paths", "list_rules"])]
    pub explain: Option<&'static Rule>,

    /// List all rules
    #[arg(help_heading = INFORMATION, long, conflicts_with = "paths")]
    pub list_rules: bool,

    /// Print completions for a shell, the man page, or a JSON Schema
    #[arg(help_heading = INFORMATION, long, value_enum, value_name = "WHAT")]
    #[arg(conflicts_with_all = ["paths", "explain", "list_rules", "output_file"])]
    pub generate: Option<Artifact>,
}

impl Cli {
    /// Whether standard input is one of the inputs.
    pub fn reads_stdin(&self) -> bool {
        self.paths.is_empty() || self.paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// Whether an option asks for a text instead of a check.
    pub fn asks_for_text(&self) -> bool {
        self.list_rules || self.show_settings || self.explain.is_some() || self.generate.is_some()
    }
}

/// Each exit status with its meaning (contract §7).
const EXIT_STATUS: [(Status, &str); 3] = [
    (Status::Clean, "no errors"),
    (Status::Errors, "at least one error; with --diff, something would change"),
    (Status::Trouble, "wrong usage, or an input that could not be read, written or fixed"),
];

fn after_help() -> String {
    let lines = EXIT_STATUS.map(|(status, meaning)| format!("\n  {}  {meaning}", status as u8));
    format!("Exit status:{}", lines.concat())
}

/// When to use colour (contract §9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// In pipes and files too
    Always,
    /// Nowhere
    Never,
}

/// What `--generate` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Artifact {
    /// Completions for Bash
    CompleteBash,
    /// Completions for Zsh
    CompleteZsh,
    /// Completions for fish
    CompleteFish,
    /// Completions for PowerShell
    CompletePowershell,
    /// The man page
    Man,
    /// A JSON Schema of the request, for editors
    Schema,
    /// A JSON Schema of a line of the format jsonl
    JsonlSchema,
}
