//! What the other options do (contract §9).

use clap::ValueEnum;
use hpplint::cli::Artifact;
use hpplint::cli::explain::{explain, list_rules};
use hpplint::cli::generate::generate;
use hpplint::rules::RULES;

use super::*;

#[test]
fn json_is_short_for_the_envelope_and_answers_every_request() {
    let requests = format!("{REQUEST}\nhello\n{REQUEST}\n");
    let broken = concat!(
        r#"{"trace_id":"b5e9c1ad-071b-8e7f-8779-cfaa5e523818","response":{"errors":["#,
        r#"{"error_code":"LINT_INVALID_JSON","message":"not JSON: expected value","argument":null}]}}"#,
        "\n",
    );
    let clean = clean_envelope(TRACE_ID);
    for args in [&["--json"][..], &["--format", "envelope"]] {
        expect(
            hpplint(args).args(["--order-ids", "off"]).write_stdin(&*requests),
            &Outcome {
                status: 1,
                stdout: &format!("{clean}{broken}{clean}"),
                stderr: "3 requests checked, 1 with errors: 1 error, 0 warnings\n",
            },
        );
    }
}

#[test]
fn the_trace_id_is_a_uuid_of_the_request_s_bytes_alone() {
    let folder = folder([("a.json", REQUEST), ("b.json", &*format!("\u{feff}[ {REQUEST} ]\r\n"))]);
    expect(
        hpplint(&["--json", "a.json", "b.json"]).current_dir(&folder),
        &Outcome { stdout: &clean_envelope(TRACE_ID).repeat(2), stderr: TWO_CLEAN, ..NOTHING },
    );
    let id = uuid::Uuid::parse_str(TRACE_ID).unwrap();
    assert_eq!((id.get_version_num(), id.get_variant()), (8, uuid::Variant::RFC4122));
}

#[test]
fn stdin_filename_is_shown_for_standard_input() {
    let folder = folder([("ok.json", REQUEST)]);
    expect(
        hpplint(&["--stdin-filename", "orders/7.json", "--format=concise", "ok.json", "-"])
            .current_dir(&folder)
            .write_stdin(with(REQUEST, WRONG_AMOUNT)),
        &Outcome {
            status: 1,
            stdout: &format!("orders/7.json:1:11: {WRONG_AMOUNT_SAYS}"),
            stderr: ONE_OF_TWO,
        },
    );
}

#[test]
fn requests_may_be_as_long_as_max_request_bytes() {
    let lines = [order("1"), with(&order("2"), ("{", "{ ")), order("3")].join("\n");
    let max = order("1").len().to_string();
    let args = ["--format=concise", "--max-request-bytes", &max];
    expect(
        hpplint(&args).write_stdin(lines),
        &Outcome {
            status: 1,
            stdout: "<stdin>:2:1: error[LINT_INVALID_JSON] the request is longer than 347 bytes\n",
            stderr: "3 requests checked, 1 with errors: 1 error, 0 warnings\n",
        },
    );
}

#[test]
fn explain_knows_every_rule_in_either_case() {
    for rule in RULES {
        for code in [rule.code, &rule.code.to_lowercase()] {
            expect(&mut hpplint(&["--explain", code]), &Outcome { stdout: &explain(rule), ..NOTHING });
        }
    }
}

#[test]
fn explain_refuses_what_is_no_rule() {
    expect(
        &mut hpplint(&["--explain", "E0308"]),
        &Outcome {
            status: 2,
            stderr: "error: invalid value 'E0308' for '--explain <CODE>'\n\n  tip: --list-rules lists the codes\n\n\
                     For more information, try '--help'.\n",
            ..NOTHING
        },
    );
    expect(
        &mut hpplint(&["--explain", "AMOUNT_DONT_MATCH"]),
        &Outcome {
            status: 2,
            stderr: "error: invalid value 'AMOUNT_DONT_MATCH' for '--explain <CODE>'\n\n  \
                     tip: a similar value exists: 'AMOUNTS_DONT_MATCH'\n\nFor more information, try '--help'.\n",
            ..NOTHING
        },
    );
}

#[test]
fn list_rules_lists_the_registry() {
    expect(&mut hpplint(&["--list-rules"]), &Outcome { stdout: &list_rules(), ..NOTHING });
}

#[test]
fn generate_prints_each_artifact() {
    for artifact in Artifact::value_variants() {
        let what = artifact.to_possible_value().unwrap();
        expect(
            &mut hpplint(&["--generate", what.get_name()]),
            &Outcome { stdout: &generate(*artifact), ..NOTHING },
        );
    }
}

/// [`WRONG_AMOUNT_SAYS`] in colour.
const COLORED: &str = "\u{1b}[1m<stdin>:1:11\u{1b}[0m: \u{1b}[1;31merror[AMOUNTS_DONT_MATCH]\u{1b}[0m \
                       amount: 11, but the basket comes to 10.00\n";

#[test]
fn color_goes_by_the_option_then_by_the_environment() {
    let plain = &*format!("<stdin>:1:11: {WRONG_AMOUNT_SAYS}");
    let cases = [
        ("auto", &[][..], plain),
        ("auto", &["CLICOLOR_FORCE=1"], COLORED),
        ("auto", &["FORCE_COLOR=1"], COLORED),
        ("auto", &["CLICOLOR_FORCE=0"], plain),
        ("auto", &["FORCE_COLOR="], plain),
        ("auto", &["CLICOLOR_FORCE=1", "NO_COLOR=1"], plain),
        ("auto", &["FORCE_COLOR=1", "NO_COLOR="], COLORED),
        ("always", &[], COLORED),
        ("always", &["NO_COLOR=1"], COLORED),
        ("never", &[], plain),
        ("never", &["CLICOLOR_FORCE=1", "FORCE_COLOR=1"], plain),
    ];
    for (color, environment, stdout) in cases {
        let environment = environment.iter().map(|variable| variable.split_once('=').unwrap());
        expect(
            hpplint(&["--format=concise", "--color", color])
                .envs(environment)
                .write_stdin(with(REQUEST, WRONG_AMOUNT)),
            &Outcome { status: 1, stdout, stderr: ONE_ERROR },
        );
    }
}

#[test]
fn the_envelope_is_never_colored() {
    expect(
        hpplint(&["--json", "--color=always"]).write_stdin(REQUEST),
        &Outcome { stdout: &clean_envelope(TRACE_ID), stderr: CLEAN, ..NOTHING },
    );
}
