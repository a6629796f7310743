//! Many small files are checked as each of them alone (contract §8).

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::*;
use crate::support::{gzip, lint_as, parse, zstd};

/// The standard output, and the failures, with these paths as arguments.
fn ask(options: &[&str], threads: &str, block_bytes: usize, paths: &[&str]) -> (i32, String, Vec<String>) {
    let mut cli = parse(&[&["--quiet", "--threads", threads], options, paths].concat());
    cli.block_bytes = block_bytes;
    let Outcome { status, stdout, stderr } = lint_as(&cli, io::empty());
    (status, stdout, stderr.lines().map(str::to_owned).collect())
}

/// Writes files of many kinds; returns their paths, some of which name no file.
fn write_files(folder: &Path) -> Vec<String> {
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let lines = |count: usize| (0..count).map(|id| wrong(&id.to_string()) + "\n").collect::<String>();
    let mut paths = Vec::new();
    for number in 0..100 {
        let name = format!("{number:03}.json");
        let content = match number {
            n if n % 50 == 3 => Vec::new(),
            n if n % 50 == 7 => b"nonsense {\n".to_vec(),
            n if n % 50 == 11 => b"\xFF\xFE{\0}\0".to_vec(),
            n if n % 50 == 13 => gzip(lines(600).as_bytes()),
            n if n % 50 == 17 => zstd(wrong("zstd").as_bytes()),
            n if n % 50 == 19 => gzip(lines(100).as_bytes())[..40].to_vec(),
            // Larger than what is called a small file.
            n if n % 50 == 23 => lines(200).into_bytes(),
            n if n % 50 == 29 => b"\xEF\xBB\xBF {}".to_vec(),
            n if n % 3 == 0 => wrong("A").into_bytes(),
            n => (request("A", n) + "\n").into_bytes(),
        };
        match number % 50 {
            // A folder without requests, and a path that names nothing.
            31 => fs::create_dir(path(&name)).unwrap(),
            37 => {}
            _ => fs::write(path(&name), content).unwrap(),
        }
        paths.push(path(&name));
    }
    paths
}

#[test]
fn each_is_checked_as_if_it_were_alone() {
    let folder = folder([]);
    let paths = write_files(folder.path());
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    for options in [&["--format=concise"][..], &["--format=human", "--lines"], &["--diff"]] {
        let alone: Vec<_> = paths.iter().map(|path| ask(options, "1", BLOCK, &[path])).collect();
        let stdout: String = alone.iter().map(|(_, stdout, _)| &**stdout).collect();
        let mut failures: Vec<_> = alone.iter().flat_map(|(.., failures)| failures.clone()).collect();
        failures.sort();
        for (threads, block_bytes) in [("1", BLOCK), ("2", 1 << 20), ("3", 100), ("8", 10_000)] {
            let (status, all, mut all_failures) = ask(options, threads, block_bytes, &paths);
            all_failures.sort();
            assert!(all == stdout, "{options:?} {threads} {block_bytes}");
            assert_eq!((status, &all_failures), (2, &failures), "{options:?} {threads} {block_bytes}");
        }
    }
}

#[test]
fn order_ids_of_a_run_are_those_of_all_files() {
    let folder = folder([]);
    let paths: Vec<String> = write_files(folder.path());
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let one = ask(&["--format=concise", "--order-ids=run"], "1", BLOCK, &paths);
    for threads in ["2", "3", "8"] {
        assert!(ask(&["--format=concise", "--order-ids=run"], threads, 100, &paths) == one, "{threads}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_with_several_names_is_checked_once_and_a_hard_link_as_another_file() {
    use std::os::unix::fs::symlink;
    let folder = folder([("a.json", &*wrong("A")), ("b.json", &*wrong("B"))]);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    symlink(path("a.json"), path("link.json")).unwrap();
    fs::hard_link(path("a.json"), path("other.json")).unwrap();
    fs::create_dir(path("sub")).unwrap();
    symlink(path("b.json"), path("sub/b.json")).unwrap();
    let names = |paths: &[&str]| {
        let (_, stdout, _) = ask(&["--format=concise"], "2", BLOCK, paths);
        let name = |line: &str| line.split(':').next().unwrap().replace(&path(""), "");
        stdout.lines().map(name).collect::<Vec<_>>()
    };
    let dotted = path("./a.json");
    assert_eq!(names(&[&path("a.json"), &path("link.json"), &dotted, &path("a.json")]), ["a.json"]);
    assert_eq!(names(&[&path("link.json"), &path("other.json")]), ["link.json", "other.json"]);
    assert_eq!(names(&[&path("sub"), &path("b.json")]), ["sub/b.json"]);
    assert_eq!(names(&[&path("")]), ["a.json", "b.json", "other.json"]);
}

/// A pipe among small files is opened once, and read to its end.
#[cfg(unix)]
#[test]
fn a_named_pipe_among_small_files() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let folder = folder([("a.json", &*wrong("A")), ("c.json", &*wrong("C"))]);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let pipe = path("b.json");
    mknodat(CWD, &*pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let to_write = pipe.clone();
    let writer = thread::spawn(move || {
        let mut pipe = fs::OpenOptions::new().write(true).open(to_write).unwrap();
        pipe.write_all((wrong("B") + "\n").repeat(3).as_bytes()).unwrap();
    });
    let (status, stdout, failures) =
        ask(&["--format=concise"], "2", BLOCK, &[&path("a.json"), &pipe, &path("c.json")]);
    writer.join().unwrap();
    assert_eq!((status, failures), (1, Vec::new()));
    let amounts = stdout.lines().filter(|line| line.contains("AMOUNTS_DONT_MATCH"));
    let names: Vec<&str> =
        amounts.map(|line| &line[line.len().min(folder.path().to_str().unwrap().len() + 1)..][..6]).collect();
    assert_eq!(names, ["a.json", "b.json", "b.json", "b.json", "c.json"]);
}
