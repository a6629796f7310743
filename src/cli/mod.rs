//! The command line: every option and its help, no behaviour (contract §9).

mod code;
pub mod explain;
pub mod generate;
mod levels;
mod reports;

pub use levels::LevelArgs;
pub use reports::Reports;

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Parser, ValueEnum, ValueHint};

use code::CodeParser;

use crate::check::status::Status;
use crate::rules::Rule;

/// What groups of options have in common, as the help puts it.
const REPORTS: &str = "Reports";
const FACTS: &str = "Facts";
const RULES: &str = "Rules";
const MENDING: &str = "Mending";
const INPUTS: &str = "Inputs";
const SETTINGS: &str = "Settings";
const ASKING: &str = "Asking";

/// Finds out before you send it why Akifast's hosted payment page would refuse a payment-session request.
///
/// Reads request JSON from files, folders or standard input, checks the basket and the amounts offline, and
/// points at the fields that disagree.
#[derive(Debug, Parser)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[command(version, max_term_width = 100, after_help = after_help())]
#[command(group = ArgGroup::new("mending").args(["fix", "diff"]).multiple(true))]
pub struct Cli {
    /// Files, folders (searched for *.json, *.ndjson and *.jsonl) or - for standard input
    #[arg(value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// What reports look like, and where they go
    #[command(flatten)]
    pub reports: Reports,

    /// Errors only, and no summary
    #[arg(help_heading = REPORTS, short, long)]
    pub quiet: bool,

    /// When to colour: under `auto`, `NO_COLOR`, `CLICOLOR_FORCE` and `FORCE_COLOR` are respected
    #[arg(help_heading = REPORTS, long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: Color,

    /// Show no string of a request, be it in a message or in its text, and nothing of its customer: for logs that
    /// others read
    #[arg(help_heading = REPORTS, long, conflicts_with = "diff")]
    pub redact: bool,

    /// End with a table of the codes, and how often each came
    #[arg(help_heading = REPORTS, long)]
    pub statistics: bool,

    /// Show no progress
    #[arg(help_heading = REPORTS, long)]
    pub no_progress: bool,

    /// The user that the access token belongs to: `session_owner_id` must be the same
    #[arg(help_heading = FACTS, long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    pub token_user: Option<String>,

    /// The users that exist, one ID a line: `session_owner_id` must be one of them
    #[arg(help_heading = FACTS, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub known_users: Option<PathBuf>,

    /// The orders that have a session already, one ID a line: `order_id` must be none of them
    #[arg(help_heading = FACTS, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub known_orders: Option<PathBuf>,

    /// Where an `order_id` must not come twice [default: stream]
    #[arg(help_heading = FACTS, long, value_enum, value_name = "WHERE")]
    pub order_ids: Option<OrderIds>,

    /// The levels of rules
    #[command(flatten)]
    pub levels: LevelArgs,

    /// Warnings count as errors for the exit status
    #[arg(help_heading = RULES, long)]
    pub strict: bool,

    /// Every request must give just the errors with these codes: then they are expected, and do not count
    #[arg(help_heading = RULES, long, value_name = "CODE[,CODE]", value_delimiter = ',', value_parser = CodeParser, hide_possible_values = true)]
    #[arg(conflicts_with_all = ["expect_files", "fix", "diff"])]
    pub expect: Vec<&'static Rule>,

    /// A request in x.json must give just the errors of the envelope in x.expected.json, if there is such a file
    #[arg(help_heading = RULES, long, conflicts_with_all = ["fix", "diff"])]
    pub expect_files: bool,

    /// Mend files in place, and check what is left: set the declared totals that are wrong beyond doubt. What
    /// was read from standard input goes to standard output, and reports to standard error
    #[arg(help_heading = MENDING, long)]
    pub fix: bool,

    /// With --fix or --diff: set the declared totals too of which it is in doubt that they are what is wrong
    #[arg(help_heading = MENDING, long, requires = "mending")]
    pub unsafe_fixes: bool,

    /// Show what --fix would change, and change nothing
    #[arg(help_heading = MENDING, long, conflicts_with_all = ["json", "format", "output_file", "statistics"])]
    pub diff: bool,

    /// The name shown for standard input
    #[arg(help_heading = INPUTS, long, value_name = "NAME", default_value = "<stdin>")]
    pub stdin_filename: String,

    /// Bytes that one request may have
    #[arg(help_heading = INPUTS, long, value_name = "N", default_value_t = 16 << 20, value_parser = clap::value_parser!(u32).range(1..=1 << 30))]
    pub max_request_bytes: u32,

    /// Threads that check; as many as the machine has by default
    #[arg(help_heading = INPUTS, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// The file of settings [default: hpplint.toml in the current folder, or in the nearest one above]
    #[arg(help_heading = SETTINGS, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(conflicts_with = "isolated")]
    pub config: Option<PathBuf>,

    /// Read no file of settings
    #[arg(help_heading = SETTINGS, long)]
    pub isolated: bool,

    /// Show the settings that hold, and where each comes from
    #[arg(help_heading = SETTINGS, long, conflicts_with_all = ["explain", "list_rules", "output_file"])]
    pub show_settings: bool,

    /// Explain a rule: what it checks, why, how to mend it, with an example
    #[arg(help_heading = ASKING, long, value_name = "CODE", value_parser = CodeParser, hide_possible_values = true)]
    #[arg(conflicts_with_all = ["paths", "list_rules"])]
    pub explain: Option<&'static Rule>,

    /// List all rules
    #[arg(help_heading = ASKING, long, conflicts_with = "paths")]
    pub list_rules: bool,

    /// Print completions for a shell, the man page, or a JSON Schema of the request
    #[arg(help_heading = ASKING, long, value_enum, value_name = "WHAT")]
    #[arg(conflicts_with_all = ["paths", "explain", "list_rules", "output_file"])]
    pub generate: Option<Artifact>,
}

impl Cli {
    /// Whether standard input is among the inputs.
    #[must_use]
    pub fn reads_stdin(&self) -> bool {
        self.paths.is_empty() || self.paths.iter().any(|path| path.as_os_str() == "-")
    }
}

/// What each exit status means (contract §7).
pub const EXIT_STATUS: [(Status, &str); 3] = [
    (Status::Clean, "no errors"),
    (Status::Errors, "at least one error; with --diff, something would change"),
    (Status::Trouble, "wrong usage, or an input that could not be read or fixed"),
];

fn after_help() -> String {
    let lines = EXIT_STATUS.map(|(status, meaning)| format!("\n  {}  {meaning}", status as u8));
    format!("Exit status:{}", lines.concat())
}

/// Where an `order_id` must not come twice (contract §3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OrderIds {
    /// Nowhere is looked
    Off,
    /// In one file, or standard input
    #[default]
    Stream,
    /// In all inputs of the run
    Run,
}

/// When to colour (contract §9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// In a terminal
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// What can be generated.
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
}
