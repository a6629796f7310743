//! Levels: what the user says of a rule beats the registry.

use crate::*;

const ALLOWED: &str = "1 request checked, 0 with errors: 0 errors, 0 warnings; 1 allowed\n";

#[test]
fn what_is_allowed_is_counted_and_no_more_in_every_format() {
    let request = with(REQUEST, WRONG_AMOUNT);
    let envelope = &clean_envelope("059a1dd6-7b69-8dfa-9a6f-673ab99f7a31");
    for (format, stdout) in [("human", ""), ("concise", ""), ("envelope", envelope)] {
        for option in ["-A", "--allow"] {
            expect(
                hpplint(&["--strict", "--format", format, option, "amounts_dont_match"])
                    .write_stdin(&*request),
                &Outcome { stdout, stderr: ALLOWED, ..NOTHING },
            );
        }
    }
}

#[test]
fn a_warning_that_is_denied_is_an_error_among_the_linter_s_own() {
    let request = with(&with(REQUEST, WRONG_AMOUNT), NO_ORDER_DATE);
    let missing = NO_ORDER_DATE_SAYS.replace("warning", "error");
    expect(
        hpplint(&["--format=concise", "-D", "LINT_MISSING_PARAMETER"]).write_stdin(&*request),
        &Outcome {
            status: 1,
            stdout: &format!("<stdin>:1:11: {WRONG_AMOUNT_SAYS}<stdin>:1:1: {missing}"),
            stderr: "1 request checked, 1 with errors: 2 errors, 0 warnings\n",
        },
    );
    let answer = concat!(
        r#"{"trace_id":"fa2c9d2c-6f6d-8fd4-94ed-0ae36d504bbb","response":{"errors":[{"#,
        r#""error_code":"LINT_MISSING_PARAMETER","message":"documented as required, and absent: order_date","#,
        r#""argument":null}]}}"#,
        "\n",
    );
    expect(
        hpplint(&["--json", "--deny=LINT_MISSING_PARAMETER"]).write_stdin(with(REQUEST, NO_ORDER_DATE)),
        &Outcome { status: 1, stdout: answer, stderr: ONE_ERROR },
    );
}

#[test]
fn an_error_that_is_a_warning_is_not_in_the_envelope() {
    let request = with(&with(REQUEST, WRONG_AMOUNT), ("\"total_amount\":10", "\"total_amount\":12"));
    let run = |format| {
        let mut command = hpplint(&["--format", format, "-W", "AMOUNTS_DONT_MATCH"]);
        command.write_stdin(&*request);
        command
    };
    let stderr = "1 request checked, 1 with errors: 1 error, 1 warning\n";
    let stdout = &format!(
        "<stdin>:1:316: error[INVALID_TOTAL_AMOUNT] basket.total_amount: 12, but the basket comes to 10.00\n\
         <stdin>:1:11: {}",
        WRONG_AMOUNT_SAYS.replace("error", "warning"),
    );
    expect(&mut run("concise"), &Outcome { status: 1, stdout, stderr });
    let stdout = String::from_utf8(run("envelope").output().unwrap().stdout).unwrap();
    assert!(stdout.contains("INVALID_TOTAL_AMOUNT") && !stdout.contains("AMOUNTS_DONT_MATCH"), "{stdout}");
}

#[test]
fn of_several_levels_of_a_rule_the_last_counts() {
    let run = |args: &[&str]| {
        let mut command = hpplint(&["--quiet", "--format=envelope"]);
        command.args(args).write_stdin(with(REQUEST, WRONG_AMOUNT));
        command.output().unwrap().status.code()
    };
    let (allow, warn, deny) =
        ("--allow=AMOUNTS_DONT_MATCH", "--warn=AMOUNTS_DONT_MATCH", "--deny=AMOUNTS_DONT_MATCH");
    assert_eq!(run(&[allow, deny]), Some(1));
    assert_eq!(run(&[deny, allow]), Some(0));
    assert_eq!(run(&[deny, allow, deny]), Some(1));
    assert_eq!(run(&[allow, "-D", "USER_NOT_FOUND,AMOUNTS_DONT_MATCH", warn]), Some(0));
    assert_eq!(run(&[warn, "--strict"]), Some(1));
    assert_eq!(run(&["-A", "USER_NOT_FOUND,AMOUNTS_DONT_MATCH,USER_NOT_FOUND", "--strict"]), Some(0));
}

#[test]
fn a_total_whose_rule_is_allowed_is_not_mended() {
    let request = &*with(REQUEST, WRONG_AMOUNT);
    let folder = folder([("x.json", request)]);
    expect(
        hpplint(&["--fix", "-A", "AMOUNTS_DONT_MATCH", "x.json"]).current_dir(&folder),
        &Outcome { stderr: &ALLOWED.replace('\n', "; 0 totals fixed\n"), ..NOTHING },
    );
    assert_eq!(std::fs::read_to_string(folder.path().join("x.json")).unwrap(), request);
    expect(
        hpplint(&["--fix", "-W", "AMOUNTS_DONT_MATCH", "x.json"]).current_dir(&folder),
        &Outcome { stderr: &CLEAN.replace('\n', "; 1 total fixed\n"), ..NOTHING },
    );
}

#[test]
fn a_cause_is_told_at_the_first_total_that_is_shown() {
    let said = |args: &[&str]| {
        let mut command = hpplint(&["--quiet", "fixtures/why/bad-discounts-not-subtracted.json"]);
        String::from_utf8(command.args(args).output().unwrap().stdout).unwrap()
    };
    let whole = said(&[]);
    assert!(whole.contains("the cause is that of `amount`, see AMOUNTS_DONT_MATCH"), "{whole}");
    let rest = said(&["-A", "AMOUNTS_DONT_MATCH"]);
    assert!(rest.contains("discounts") && !rest.contains("AMOUNTS_DONT_MATCH"), "{rest}");
}

#[test]
fn a_code_that_no_rule_has_is_wrong_usage() {
    let wrong = |code: &str, tip: &str| {
        let stderr = format!(
            "error: invalid value '{code}' for '--allow <CODE[,CODE]>'\n\n  tip: {tip}\n\nFor more information, try '--help'.\n"
        );
        expect(&mut hpplint(&["-A", code]), &Outcome { status: 2, stderr: &stderr, ..NOTHING });
    };
    wrong("amount_dont_match", "a similar value exists: 'AMOUNTS_DONT_MATCH'");
    wrong("LINT_SCALE", "--list-rules lists the codes");
}
