//! Peak memory, as Linux counts it, is bounded while a stream is read (contract §8).

use std::fs;

use super::*;

/// The most bytes of memory that a stream of any length may take.
const MAX: usize = 64 << 20;

/// How much smaller streams are if the linter is not optimised.
const SLOW: usize = if cfg!(debug_assertions) { 10 } else { 1 };

const MEGABYTE: usize = 1_000_000;

impl Live {
    /// The most memory that the process has had, in bytes.
    fn peak(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().strip_suffix(" kB").unwrap().parse::<usize>().unwrap() * 1024
    }

    fn write_megabytes_of(&mut self, byte: u8, count: usize) {
        let megabyte = vec![byte; MEGABYTE];
        (0..count).for_each(|_| self.write(&megabyte));
    }

    #[track_caller]
    fn expect_bounded(&self) {
        let peak = self.peak();
        assert!(peak < MAX, "{} MiB", peak >> 20);
    }
}

#[test]
fn a_line_of_300_megabytes_is_one_finding_and_the_next_lines_are_answered() {
    let mut live = Live::spawn(&["--format=concise", "--threads=2", "-"]);
    live.write(r#"{"a":""#);
    live.write_megabytes_of(b'x', 300);
    live.write("\"}\n");
    let answer = live.answer().unwrap();
    assert!(
        answer.starts_with("<stdin>:1:1: error[LINT_INVALID_JSON] ") && answer.contains("16777216"),
        "{answer}"
    );
    live.write(format!("{}\n{}\n", request("A", 0), wrong("B")));
    let answer = live.answer().unwrap();
    assert!(answer.starts_with("<stdin>:3:11: error[AMOUNTS_DONT_MATCH]"), "{answer}");
    live.expect_bounded();
    assert_eq!(live.end(), (Some(1), vec![3, 2, 2, 0]));
}

#[test]
fn a_long_line_and_many_requests_are_copied_while_they_are_fixed() {
    let mut live = Live::spawn(&["--fix", "--order-ids=off", "--format=concise", "--threads=2", "-"]);
    live.write_megabytes_of(b'x', 400 / SLOW);
    live.write("\n");
    assert_eq!(live.answer().unwrap().len(), 400 / SLOW * MEGABYTE);
    let wrong = format!("{}\n", wrong("A")).repeat(100);
    for _ in 0..1_000 / SLOW {
        live.write(&wrong);
        (0..100).for_each(|_| assert_eq!(live.answer().unwrap(), request("A", 0).replacen("10", "10.00", 1)));
    }
    live.expect_bounded();
    // One request is too long, and all others are fixed.
    assert_eq!(live.end(), (Some(1), vec![100_000 / SLOW + 1, 1, 1, 0]));
}

#[test]
fn a_line_without_an_end() {
    for byte in [b'x', b'[', b'"'] {
        let mut live = Live::spawn(&["--quiet", "--format=concise", "--threads=2", "-"]);
        live.write_megabytes_of(byte, 400 / SLOW);
        live.expect_bounded();
        live.kill();
    }
}

#[test]
fn a_text_that_is_not_json() {
    let mut live = Live::spawn(&["--format=concise", "--threads=2", "-"]);
    live.write("curl -d '");
    live.write_megabytes_of(b'x', 200 / SLOW);
    for _ in 0..100 / SLOW {
        live.write(format!("{}\n", "not a request\n".repeat(MEGABYTE / 14)));
    }
    live.write(format!("\n{}\n", wrong("A")));
    assert!(live.answer().unwrap().contains("AMOUNTS_DONT_MATCH"));
    live.expect_bounded();
    live.kill();
}

#[test]
fn a_log_that_is_searched() {
    let mut live = Live::spawn(&["--find", "--format=concise", "--order-ids=off", "--threads=2", "-"]);
    let string = serde_json::Value::from(request("A", 600)).to_string();
    let lines = "2026-04-17 INFO {checkout} it's \"done\"\n".repeat(9) + &format!("INFO {string}\n");
    let lines = lines.repeat(100);
    (0..2_000 / SLOW).for_each(|_| live.write(&lines));
    live.write(format!("INFO {}\n", wrong("A")));
    assert!(live.answer().unwrap().contains("error[AMOUNTS_DONT_MATCH]"));
    live.expect_bounded();
    assert_eq!(live.end(), (Some(1), vec![200_000 / SLOW + 1, 1, 1, 0]));
}

/// Each of these could become a request for as long as a request may be.
#[test]
fn a_text_without_an_end_that_is_searched() {
    for text in ["x", "{\"a\":", "{\"amount\":1,", "\\\""] {
        let limit = "--max-request-bytes=100000";
        let mut live = Live::spawn(&["--find", "--format=concise", "--threads=2", limit, "-"]);
        let megabyte = text.repeat(MEGABYTE / text.len());
        (0..40 / SLOW).for_each(|_| live.write(&megabyte));
        live.write(format!("\n\n{}\n{}\n", wrong("A"), request("B", 0)));
        assert!(live.answer().unwrap().contains("error[AMOUNTS_DONT_MATCH]"), "{text}");
        let peak = live.peak();
        assert!(peak < MAX / 2, "{text}: {} MiB", peak >> 20);
        assert_eq!(live.end(), (Some(1), vec![2, 1, 1, 0]), "{text}");
    }
}

#[test]
fn an_array_of_a_million_requests() {
    let mut live = Live::spawn(&["--format=concise", "--order-ids=off", "--threads=2", "-"]);
    live.write("[");
    let good = format!("{},", request("A", 600)).repeat(100);
    (0..10_000 / SLOW).for_each(|_| live.write(&good));
    live.write(wrong("A") + ",");
    assert!(live.answer().unwrap().contains("error[AMOUNTS_DONT_MATCH]"));
    live.expect_bounded();
    live.write(request("A", 0) + "]");
    assert_eq!(live.end().0, Some(1));
}

#[test]
fn many_small_requests() {
    let mut live = Live::spawn(&["--format=concise", "--order-ids=off", "--threads=2", "-"]);
    let good = format!("{}\n", request("A", 600)).repeat(100);
    (0..10_000 / SLOW).for_each(|_| live.write(&good));
    live.write(wrong("A") + "\n");
    assert!(live.answer().unwrap().contains("error[AMOUNTS_DONT_MATCH]"));
    live.expect_bounded();
    assert_eq!(live.end().0, Some(1));
}

#[test]
fn an_order_id_costs_40_bytes_at_most() {
    let mut live = Live::spawn(&["--format=concise", "--threads=2", "-"]);
    let mut peak_after = |ids: std::ops::Range<usize>| {
        for hundred in ids.clone().step_by(100) {
            let lines = (hundred..hundred + 100).map(|id| request(&id.to_string(), 0) + "\n");
            live.write(lines.collect::<String>());
        }
        live.write(request(&ids.start.to_string(), 0) + "\n");
        assert!(live.answer().unwrap().contains("error[ORDER_ID_EXISTS]"));
        live.peak()
    };
    let (few, many) = (100_000 / SLOW, 1_100_000 / SLOW);
    let before = peak_after(0..few);
    let grown = peak_after(few..many) - before;
    // Other memory may grow a little as well.
    let base = 1 << 20;
    assert!(grown < (many - few) * 40 + base, "{grown} bytes for {} IDs", many - few);
}

#[test]
fn many_zeros_in_a_few_compressed_bytes() {
    for (_, compress) in COMPRESSIONS {
        let mut live = Live::spawn(&["--format=concise", "--threads=2", "-"]);
        let zeros = compress(&vec![0; MEGABYTE]);
        (0..800 / SLOW).for_each(|_| live.write(&zeros));
        live.write(compress(format!("\n{}\n", wrong("A")).as_bytes()));
        assert!(live.answer().unwrap().contains("1:1: error[LINT_INVALID_JSON]"));
        assert!(live.answer().unwrap().contains("2:11: error[AMOUNTS_DONT_MATCH]"));
        live.expect_bounded();
        assert_eq!(live.end(), (Some(1), vec![2, 2, 2, 0]));
    }
}

#[test]
fn a_small_file_that_holds_many_requests() {
    let good = format!("{}\n", request("A", 600)).repeat(1_000);
    let folder = folder([]);
    for (extension, compress) in COMPRESSIONS {
        let path = folder.path().join(format!("x.json.{extension}"));
        let mut content = compress(good.as_bytes()).repeat(200 / SLOW);
        content.extend(compress(wrong("A").as_bytes()));
        fs::write(&path, &content).unwrap();
        let path = path.to_str().unwrap();
        let mut live = Live::spawn(&["--format=concise", "--order-ids=off", "--threads=2", path, "-"]);
        assert!(live.answer().unwrap().contains("error[AMOUNTS_DONT_MATCH]"));
        live.write("\n");
        live.expect_bounded();
        assert_eq!(live.end().0, Some(1));
    }
}
