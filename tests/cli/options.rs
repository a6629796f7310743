//! Options that print what the registry holds, levels, and colour (contract §9).

use clap::ValueEnum;
use hpplint::cli::Artifact;
use hpplint::cli::explain::{explain, list_rules};
use hpplint::cli::generate::generate;
use hpplint::rules::RULES;

use crate::support::{Outcome, REQUEST, WRONG_AMOUNT, hpplint, run, with};

#[test]
fn explain_knows_every_rule_in_either_case() {
    for rule in RULES {
        for code in [rule.code, &rule.code.to_lowercase()] {
            assert_eq!(
                run(&mut hpplint(&["--explain", code])),
                Outcome::new(0, explain(rule, 100, false), "")
            );
        }
    }
}

#[test]
fn list_rules_lists_the_registry() {
    assert_eq!(run(&mut hpplint(&["--list-rules"])), Outcome::new(0, list_rules(100, false), ""));
}

#[test]
fn generate_prints_each_artifact() {
    for artifact in Artifact::value_variants() {
        let what = artifact.to_possible_value().unwrap();
        let outcome = run(&mut hpplint(&["--generate", what.get_name()]));
        assert_eq!(outcome, Outcome::new(0, generate(*artifact), ""));
    }
}

/// A text that cannot be written is a failure, but a closed pipe is not.
#[cfg(target_os = "linux")]
#[test]
fn every_text_is_written_or_a_failure_is_said() {
    use crate::support::process;

    for option in [
        "--help",
        "-h",
        "--version",
        "--list-rules",
        "--show-settings",
        "--generate=man",
        "--explain=LINT_LINE_PRICE",
    ] {
        let full = || std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = process(&[option]).stdout(full()).output().unwrap();
        let reason = "hpplint: standard output: No space left on device (os error 28)\n";
        assert_eq!(
            (output.status.code(), &*String::from_utf8(output.stderr).unwrap()),
            (Some(2), reason),
            "{option}"
        );
        let closed = std::io::pipe().unwrap().1;
        let output = process(&[option]).stdout(closed).stderr(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{option}");
        // There is nowhere to say it.
        let output = process(&[option]).stdout(full()).stderr(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{option}");
    }
}

#[test]
fn of_several_levels_of_a_rule_the_last_counts() {
    let status = |args: &[&str]| {
        let mut command = hpplint(&["--quiet", "--format=envelope"]);
        run(command.args(args).write_stdin(with(REQUEST, WRONG_AMOUNT))).status
    };
    let (allow, warn, deny) =
        ("--allow=AMOUNTS_DONT_MATCH", "--warn=AMOUNTS_DONT_MATCH", "--deny=AMOUNTS_DONT_MATCH");
    assert_eq!(status(&[allow, deny]), 1);
    assert_eq!(status(&[deny, allow]), 0);
    assert_eq!(status(&[deny, allow, deny]), 1);
    assert_eq!(status(&[allow, "-D", "USER_NOT_FOUND,AMOUNTS_DONT_MATCH", warn]), 0);
    assert_eq!(status(&[warn, "--strict"]), 1);
    assert_eq!(status(&["-A", "USER_NOT_FOUND,AMOUNTS_DONT_MATCH,USER_NOT_FOUND", "--strict"]), 0);
}

#[test]
fn color_goes_by_the_option_then_by_the_environment() {
    let outcome = |color: &str, environment: &[&str]| {
        let environment = environment.iter().map(|variable| variable.split_once('=').unwrap());
        let mut command = hpplint(&["--format=concise", "--color", color]);
        run(command.envs(environment).write_stdin(with(REQUEST, WRONG_AMOUNT)))
    };
    let (colored, plain) = (outcome("always", &[]), outcome("never", &[]));
    assert!(colored.stdout.contains('\u{1b}') && !plain.stdout.contains('\u{1b}'));
    for (color, environment, expected) in [
        ("auto", &[][..], &plain),
        ("auto", &["CLICOLOR_FORCE=1"], &colored),
        ("auto", &["FORCE_COLOR=1"], &colored),
        ("auto", &["CLICOLOR_FORCE=0"], &plain),
        ("auto", &["FORCE_COLOR="], &plain),
        ("auto", &["CLICOLOR_FORCE=1", "NO_COLOR=1"], &plain),
        ("auto", &["FORCE_COLOR=1", "NO_COLOR="], &colored),
        ("always", &["NO_COLOR=1"], &colored),
        ("never", &["CLICOLOR_FORCE=1", "FORCE_COLOR=1"], &plain),
    ] {
        assert_eq!(&outcome(color, environment), expected, "{color} {environment:?}");
    }
    for (variable, is_colored) in [("CLICOLOR_FORCE=0", false), ("CLICOLOR_FORCE=1", true)] {
        let (name, value) = variable.split_once('=').unwrap();
        let help = run(hpplint(&["-h"]).env(name, value)).stdout;
        assert_eq!(help.contains('\u{1b}'), is_colored, "{variable}");
    }
}
