//! The architecture: a module imports only from floors below its own, files of a floor do not import each other in a
//! circle, and no file or function is too long. Unit tests are exempt.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The folders of `src/`, from top to bottom.
const FLOORS: [&str; 12] = [
    "app", "settings", "cli", "check", "fix", "render", "causes", "rules", "request", "input", "text", "json",
];

/// Circles of modules, and why they cannot be cut. Remove an entry that no longer applies.
const CIRCLES: &[(&str, &str)] = &[
    (
        "request request::fields request::object request::path request::read request::scratch",
        "the reader fills objects, and each object declares how its fields are read",
    ),
    ("rules::finding rules::rule", "a rule's check makes findings, and a finding names its rule"),
];

/// Files of more than 350 lines and functions of more than 50, as `FILE: NAME`, and why they are not split. Remove an entry
/// that no longer applies.
const LONG: &[(&str, &str)] = &[
    ("src/render/words/en/slip.rs: clause", "a clause for each cause"),
    ("src/rules/cause_data.rs: numbers", "the numbers of each cause"),
    ("src/render/words/en/mod.rs: message", "a sentence for each claim"),
];

const MAX_LINES_OF_FILE: usize = 350;
const MAX_LINES_OF_FUNCTION: usize = 50;

/// A file of `src/` that is not only for tests.
struct Module {
    /// As in `src/rules/finding.rs`.
    file: String,
    /// As in `rules::finding`.
    path: String,
    /// Without comments and `mod tests`.
    code: String,
}

impl Module {
    fn floor(&self) -> &str {
        self.path.split("::").next().unwrap()
    }
}

/// All modules but `lib.rs` and `main.rs`, sorted by path.
fn modules() -> Vec<Module> {
    let (mut modules, mut only_for_tests) = (Vec::new(), BTreeSet::new());
    let mut folders = vec!["src".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            let file = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                folders.push(file);
            } else if let Some(path) = file.strip_suffix(".rs") {
                let path = path.strip_suffix("/mod").unwrap_or(path);
                let path = path.strip_prefix("src/").unwrap().replace('/', "::");
                let text = fs::read_to_string(&file).unwrap();
                let tests = text.split("#[cfg(test)]\nmod ").skip(1);
                let names = tests.filter_map(|rest| rest.lines().next().unwrap().strip_suffix(';'));
                only_for_tests.extend(names.map(|name| format!("{path}::{name}")));
                modules.push(Module { file, path, code: code(&text) });
            }
        }
    }
    modules.retain(|module| FLOORS.contains(&module.floor()) && !only_for_tests.contains(&module.path));
    modules.sort_by(|one, other| one.path.cmp(&other.path));
    modules
}

/// The lines of a file that are neither comments nor in `mod tests`.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Every path in a module's code that starts with `start`, such as `crate::`, without it. `{…}` is expanded.
fn paths(code: &str, start: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for (at, _) in code.match_indices(start) {
        let is_whole = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        if is_whole {
            members(&code[at + start.len()..], "", &mut paths);
        }
    }
    paths
}

/// Adds the paths at the start of `rest`, each after `prefix`; returns what follows them.
fn members<'c>(rest: &'c str, prefix: &str, paths: &mut BTreeSet<String>) -> &'c str {
    if let Some(mut rest) = rest.strip_prefix('{') {
        loop {
            rest = members(rest.trim_start(), prefix, paths).trim_start();
            match rest.strip_prefix(',') {
                Some(more) => rest = more,
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}::{name}") };
    if let Some(after) = after.strip_prefix("::") {
        return members(after, &path, paths);
    }
    paths.insert(path);
    after
}

#[test]
fn only_the_crate_s_two_roots_lie_beside_the_floors() {
    let names = fs::read_dir("src").unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<String> = names.collect();
    let expected: BTreeSet<String> =
        FLOORS.into_iter().chain(["lib.rs", "main.rs"]).map(str::to_owned).collect();
    assert_eq!(names, expected);
}

#[test]
fn every_import_points_down() {
    let rank = |floor: &str| FLOORS.iter().position(|name| *name == floor);
    let mut up = BTreeSet::new();
    for module in modules() {
        for path in paths(&module.code, "crate::") {
            let floor = path.split("::").next().unwrap().to_owned();
            assert!(rank(&floor).is_some(), "{}: crate::{path}", module.file);
            if rank(&floor) < rank(module.floor()) {
                up.insert((module.file.clone(), floor));
            }
        }
    }
    assert!(up.is_empty(), "{up:#?}");
}

/// The modules of its own floor that each module imports from.
fn uses(modules: &[Module]) -> BTreeMap<&str, BTreeSet<&str>> {
    let find = |path: &str| modules.iter().map(|module| &*module.path).find(|known| *known == path);
    // The module of a path is the longest prefix that is one; the rest is an item of that module.
    let resolve = |path: &str| {
        let ends = path.match_indices("::").map(|(end, _)| end).chain([path.len()]);
        ends.filter_map(|end| find(&path[..end])).last()
    };
    let used_by = |module: &Module| {
        let parent = module.path.rsplit_once("::").map_or("", |(parent, _)| parent);
        let grandparent = parent.rsplit_once("::").map_or("", |(parent, _)| parent);
        let children =
            modules.iter().filter_map(|other| other.path.strip_prefix(&format!("{}::", module.path)));
        let children = children.map(|child| format!("{}::", child.split("::").next().unwrap()));
        let mut starts =
            vec![("crate::".to_owned(), String::new()), ("super::".to_owned(), format!("{parent}::"))];
        starts.push(("super::super::".to_owned(), format!("{grandparent}::")));
        starts.extend(children.map(|child| (child.clone(), format!("{}::{child}", module.path))));
        let all = starts.iter().flat_map(|(start, prefix)| {
            let paths = paths(&module.code, start).into_iter().filter(|path| !path.starts_with("super"));
            paths.filter_map(move |path| resolve(&format!("{prefix}{path}")))
        });
        all.filter(|used| *used != module.path && used.split("::").next() == Some(module.floor())).collect()
    };
    modules.iter().map(|module| (&*module.path, used_by(module))).collect()
}

/// All modules that can be reached from a module.
fn reached<'m>(from: &'m str, uses: &BTreeMap<&'m str, BTreeSet<&'m str>>) -> BTreeSet<&'m str> {
    let (mut reached, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(path) = next.pop() {
        next.extend(uses[path].iter().filter(|used| reached.insert(**used)));
    }
    reached
}

#[test]
fn no_files_of_a_floor_use_each_other() {
    let modules = modules();
    let uses = uses(&modules);
    let reached: BTreeMap<&str, _> = uses.keys().map(|path| (*path, reached(path, &uses))).collect();
    let circle_of = |path: &str| {
        let in_circle = reached[path].iter().filter(|other| reached[*other].contains(path));
        in_circle.copied().collect::<Vec<_>>().join(" ")
    };
    let circles = uses.keys().map(|path| circle_of(path)).filter(|circle| !circle.is_empty());
    let listed = CIRCLES.iter().map(|(circle, _)| (*circle).to_owned());
    expect_listed("CIRCLES", &circles.collect(), &listed.collect());
    assert!(CIRCLES.iter().all(|(_, reason)| !reason.is_empty()));
}

/// The functions of a rustfmt'ed file, each with its number of lines.
fn functions(code: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut functions = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let declaration = line.trim_start();
        let indent = &line[..line.len() - declaration.len()];
        let words = declaration.split(' ').take_while(|word| *word != "fn");
        let is_function =
            words.clone().all(|word| word.starts_with("pub") || ["const", "in"].contains(&word));
        if let Some(signature) = declaration.split(' ').nth(words.count() + 1).filter(|_| is_function) {
            let is_end = |line: &&&str| {
                let is_outer = line.strip_prefix(indent).is_some_and(|rest| !rest.starts_with(' '));
                is_outer && (line.ends_with('}') || line.ends_with(';'))
            };
            let end = lines[start..].iter().position(|line| is_end(&line)).unwrap();
            functions.push((signature.split(['(', '<']).next().unwrap(), end + 1));
        }
    }
    functions
}

#[test]
fn no_file_and_no_function_is_too_long() {
    let mut long = BTreeSet::new();
    for module in modules() {
        let text = fs::read_to_string(&module.file).unwrap();
        let lines = text.split("#[cfg(test)]\nmod tests {").next().unwrap().lines().count();
        if lines > MAX_LINES_OF_FILE {
            long.insert(module.file.clone());
        }
        let functions = functions(&module.code);
        let functions = functions.iter().filter(|(_, lines)| *lines > MAX_LINES_OF_FUNCTION);
        long.extend(functions.map(|(name, _)| format!("{}: {name}", module.file)));
    }
    expect_listed(
        "LONG, which has files over 350 lines and functions over 50",
        &long,
        &LONG.iter().map(|(what, _)| (*what).to_owned()).collect(),
    );
}

/// Fails if something is found that is not listed, or listed and no longer found.
#[track_caller]
fn expect_listed<T: Ord + std::fmt::Debug>(list: &str, found: &BTreeSet<T>, listed: &BTreeSet<T>) {
    let (new, gone): (Vec<_>, Vec<_>) =
        (found.difference(listed).collect(), listed.difference(found).collect());
    assert!(
        new.is_empty() && gone.is_empty(),
        "not in {list}: {new:#?}\nto be removed from {list}: {gone:#?}"
    );
}
