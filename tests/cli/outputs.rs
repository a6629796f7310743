//! Several reports of one run: `--format` and `--output-file`.

use clap::ValueEnum;
use hpplint::render::Format;

use crate::*;

/// Runs in a folder that holds a request with a wrong amount; says what it wrote to the files `a` and `b`.
fn run(args: &[&str], stdout: &str) -> [Option<String>; 2] {
    let folder = folder([("bad.json", &*with(REQUEST, WRONG_AMOUNT))]);
    let outcome = Outcome { status: 1, stdout, stderr: ONE_ERROR };
    expect(hpplint(args).arg("bad.json").current_dir(&folder), &outcome);
    ["a", "b"].map(|name| std::fs::read_to_string(folder.path().join(name)).ok())
}

#[test]
fn the_human_report_stays_beside_a_file() {
    let human = wrong_amount_for_humans("bad.json");
    let concise = Some(format!("bad.json:1:11: {WRONG_AMOUNT_SAYS}"));
    for args in [
        ["--format=concise", "--output-file=a"],
        ["--output-file=a", "--format=concise"],
        ["--color=never", "--format=concise"],
    ] {
        let stdout = if args.contains(&"--output-file=a") { &human } else { concise.as_ref().unwrap() };
        let a = concise.clone().filter(|_| args.contains(&"--output-file=a"));
        assert_eq!(run(&args, stdout), [a, None]);
    }
}

#[test]
fn each_file_takes_the_format_before_it() {
    let concise = format!("bad.json:1:11: {WRONG_AMOUNT_SAYS}");
    let human = wrong_amount_for_humans("bad.json");
    let args = ["--format=human", "--output-file=a", "--json", "--output-file=b", "--format=concise"];
    let [a, b] = run(&args, &concise);
    assert_eq!(a.unwrap(), human);
    assert!(b.unwrap().contains(r#""error_code":"AMOUNTS_DONT_MATCH""#));
}

#[test]
fn files_are_not_coloured() {
    let folder = folder([("bad.json", &*with(REQUEST, WRONG_AMOUNT))]);
    let args = ["--color=always", "--format=human", "--output-file=a", "--format=concise", "bad.json"];
    let output = hpplint(&args).current_dir(&folder).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains('\u{1b}'));
    assert_eq!(
        std::fs::read_to_string(folder.path().join("a")).unwrap(),
        wrong_amount_for_humans("bad.json")
    );
}

#[test]
fn no_report_takes_the_place_of_an_input() {
    let folder = folder([("ok.json", REQUEST)]);
    expect(
        hpplint(&["--format=concise", "--output-file=./ok.json", "ok.json"]).current_dir(&folder),
        &Outcome {
            status: 2,
            stderr: "hpplint: ./ok.json: is one of the inputs, and no report may take its place\n",
            ..NOTHING
        },
    );
    assert_eq!(std::fs::read_to_string(folder.path().join("ok.json")).unwrap(), REQUEST);
}

#[test]
fn the_report_of_the_run_before_is_no_request() {
    let folder = folder([("ok.json", REQUEST)]);
    for _ in 0..2 {
        expect(
            hpplint(&["--format=gitlab", "--output-file=report.json", "."]).current_dir(&folder),
            &Outcome { stderr: CLEAN, ..NOTHING },
        );
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("report.json")).unwrap(), "[]\n");
}

#[test]
fn every_format_knows_its_report_of_the_run_before() {
    for format in Format::value_variants() {
        let format = format.to_possible_value().unwrap();
        for request in [REQUEST, &with(REQUEST, WRONG_AMOUNT)] {
            let folder = folder([("a.json", request)]);
            let args = ["--format", format.get_name(), "--output-file=report.json", "."];
            let run = || hpplint(&args).current_dir(&folder).output().unwrap();
            let report = || std::fs::read_to_string(folder.path().join("report.json")).unwrap();
            assert_eq!((run(), report()), (run(), report()), "{}", format.get_name());
        }
    }
}

#[test]
fn a_request_in_a_searched_folder_is_no_report_of_the_run_before() {
    let requests =
        [REQUEST, &format!(" [\n{REQUEST}]"), "\u{feff}{\n  \"$schema\": \"https://shop.example/s\"\n}", "{"];
    for request in requests {
        let folder = folder([("a.json", request)]);
        let stderr = "hpplint: a.json: is one of the inputs, and no report may take its place\n";
        expect(
            hpplint(&["--format=sarif", "--output-file=a.json", "."]).current_dir(&folder),
            &Outcome { status: 2, stderr, ..NOTHING },
        );
        assert_eq!(std::fs::read_to_string(folder.path().join("a.json")).unwrap(), request);
    }
}

#[test]
fn a_file_takes_one_report() {
    let folder = folder([("ok.json", REQUEST)]);
    let args = ["--format=sarif", "--output-file=a", "--format=junit", "--output-file=./a", "ok.json"];
    let stderr = "hpplint: ./a: is named for two reports\n";
    expect(hpplint(&args).current_dir(&folder), &Outcome { status: 2, stderr, ..NOTHING });
}

#[test]
fn a_file_that_cannot_be_written_is_trouble() {
    let folder = folder([("ok.json", REQUEST)]);
    let stderr = "hpplint: absent/a: No such file or directory (os error 2)\n";
    expect(
        hpplint(&["--format=concise", "--output-file=absent/a", "ok.json"]).current_dir(&folder),
        &Outcome { status: 2, stderr, ..NOTHING },
    );
}

#[test]
fn a_closed_pipe_does_not_cut_a_file_short() {
    let requests = format!("{}\n", with(REQUEST, WRONG_AMOUNT)).repeat(300);
    let folder = folder([("bad.ndjson", &*requests)]);
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("hpplint"))
        .args(["--order-ids=off", "--format=concise", "--output-file=a", "bad.ndjson"])
        .current_dir(&folder)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(std::fs::read_to_string(folder.path().join("a")).unwrap().lines().count(), 300);
}
