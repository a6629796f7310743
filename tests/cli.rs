//! Whole runs: exit status, standard output and standard error, compared to the letter. What a test does not
//! name must be empty. The chapters are in `tests/cli/`.

mod expectations;
mod facts;
mod hostile;
mod human;
mod inputs;
mod levels;
mod options;
mod outputs;
mod page;
mod pipes;
mod settings;
mod status;
#[cfg(unix)]
mod terminal;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::support::{NO_ORDER_DATE, REQUEST, WRONG_AMOUNT, folder, hpplint, order, with};

const TRACE_ID: &str = "1113d4a6-2b28-8221-a459-dc074e31c72a";

/// What `--format concise` says of a wrong amount after the place.
const WRONG_AMOUNT_SAYS: &str = "error[AMOUNTS_DONT_MATCH] amount: 11, but the basket comes to 10.00\n";

/// What the default format says of it.
fn wrong_amount_for_humans(name: &str) -> String {
    let lines = [
        "  × error[AMOUNTS_DONT_MATCH] amount: 11, but the basket comes to 10.00 (1.00 too much)",
        &format!("   ╭─[{name}:1:11]"),
        r#" 1 │ {"amount":11,"order_id":"A-1","order_date":"2026-04-17","cancel_url":"https://m.example/ …"#,
        "   ·           ─┬",
        "   ·            ╰── 1.00 too much",
        "   ╰────",
        "  help: set `amount` to 10.00: the other totals agree with the basket",
        "        + basket.basket_items[0].price = 10",
        "\n",
    ];
    lines.join("\n")
}

const NO_ORDER_DATE_SAYS: &str =
    "warning[LINT_MISSING_PARAMETER] documented as required, and absent: order_date\n";

/// Closing summaries.
const NO_REQUEST: &str = "0 requests checked, 0 with errors: 0 errors, 0 warnings\n";
const CLEAN: &str = "1 request checked, 0 with errors: 0 errors, 0 warnings\n";
const TWO_CLEAN: &str = "2 requests checked, 0 with errors: 0 errors, 0 warnings\n";
const ONE_ERROR: &str = "1 request checked, 1 with errors: 1 error, 0 warnings\n";
const ONE_OF_TWO: &str = "2 requests checked, 1 with errors: 1 error, 0 warnings\n";
const ONE_WARNING: &str = "1 request checked, 0 with errors: 0 errors, 1 warning\n";

/// What a run comes to.
struct Outcome<'o> {
    status: i32,
    stdout: &'o str,
    stderr: &'o str,
}

/// What a test does not name.
const NOTHING: Outcome = Outcome { status: 0, stdout: "", stderr: "" };

/// Runs the command, and compares.
#[track_caller]
fn expect(command: &mut Command, expected: &Outcome) {
    let output = command.output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    let expected = (Some(expected.status), expected.stdout, expected.stderr);
    let actual = (output.status.code(), &*stdout, &*stderr);
    assert!(actual == expected, "expected {expected:#?}\nbut it was {actual:#?}\n{stdout}{stderr}");
}

/// What `--json` answers to a request without errors.
fn clean_envelope(trace_id: &str) -> String {
    format!("{{\"trace_id\":\"{trace_id}\",\"response\":{{\"errors\":[]}}}}\n")
}
