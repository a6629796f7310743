//! Command line + `hpplint.toml` + defaults → one [`Settings`].

mod file;
mod left_out;
mod list;
pub mod resolved;
mod show;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check;
use crate::check::expectation::{self, Expectation};
use crate::cli::{Cli, word};
use crate::fix::{FixMode, Scope};
use crate::input::{Collected, Exclude, Failure, collect};
use crate::render::Format;
use crate::rules::levels::{Level, Levels};
use crate::rules::per_rule::PerRule;
use crate::rules::{Depth, Facts, Rule};
pub(crate) use file::FILE_NAME;
use list::IdList;
use resolved::{Origin, Resolved, Sourced};

/// Everything that a run needs to know, with the files of facts read. Nothing below reads the command line.
#[derive(Debug)]
pub struct Settings {
    /// Files, folders, and `-` for standard input. Never empty.
    pub(crate) paths: Vec<PathBuf>,
    /// The settings file and the lists of IDs, also those that the command line overrides.
    pub(crate) sources: Vec<PathBuf>,
    stdin_name: String,
    exclude: Option<Exclude>,
    /// The settings file, as it is shown, and where `order_ids` and the level of each rule come from.
    file: String,
    order_ids: Origin,
    levels: PerRule<Origin>,
    /// The format of the report on standard output.
    pub(crate) format: Format,
    pub(crate) report_files: Vec<(Format, PathBuf)>,
    pub(crate) quiet: bool,
    pub(crate) strict: bool,
    pub(crate) statistics: bool,
    /// How requests are checked, and fixed.
    pub check: Arc<check::Options>,
}

impl Resolved {
    /// Reads the settings file that the command line names, or that applies to the current folder.
    ///
    /// # Errors
    /// Everything that is wrong with the file.
    pub fn new(cli: &Cli) -> Result<Self, Vec<Failure>> {
        let default = |rule: &Rule| Sourced { value: Level::of(rule.severity), origin: Origin::Default };
        let no_file = if cli.isolated {
            "hpplint.toml is ignored"
        } else {
            "no hpplint.toml from this folder up to the repository's root"
        };
        let mut resolved = Self {
            file: no_file.to_owned(),
            sources: Vec::new(),
            format: Sourced::default(),
            order_ids: Sourced::default(),
            known_orders: Sourced::default(),
            known_users: Sourced::default(),
            exclude: Sourced::default(),
            levels: PerRule::from_fn(default),
        };
        let path = match &cli.config {
            Some(path) => Some(path.clone()),
            None if cli.isolated => None,
            None => file::find().map_err(|failure| vec![failure])?,
        };
        if let Some(path) = path {
            file::read(&path, &mut resolved)?;
            resolved.sources.push(path);
        }
        let lists = [&resolved.known_orders, &resolved.known_users].into_iter().flat_map(|list| &list.value);
        let lists: Vec<_> =
            lists.map(|list| &list.path).chain(&cli.known_orders).chain(&cli.known_users).cloned().collect();
        resolved.sources.extend(lists);
        let origin = Origin::CommandLine;
        resolved.format.set(cli.reports.stdout, origin);
        resolved.order_ids.set(cli.order_ids, origin);
        let list = |path: &Option<PathBuf>| path.clone().map(|path| Some(IdList { path, named_at: None }));
        resolved.known_orders.set(list(&cli.known_orders), origin);
        resolved.known_users.set(list(&cli.known_users), origin);
        for (rule, level) in &cli.levels.0 {
            resolved.levels.get_mut(rule).set(Some(*level), origin);
        }
        Ok(resolved)
    }
}

impl Settings {
    /// The settings of the command line and of the settings file that it names or that applies to the current folder.
    ///
    /// # Errors
    /// Everything that is wrong with the settings file, or the lists of IDs that could not be read.
    pub fn new(cli: &Cli) -> Result<Self, Vec<Failure>> {
        let resolved = Resolved::new(cli)?;
        let levels = Levels::from_fn(|rule| resolved.levels.get(rule).value);
        let mut failures = Vec::new();
        let [known_orders, known_users] = [&resolved.known_orders, &resolved.known_users].map(|list| {
            let ids = list.value.as_ref().map(IdList::read).transpose();
            ids.unwrap_or_else(|failure| {
                failures.push(failure);
                None
            })
        });
        if !failures.is_empty() {
            return Err(failures);
        }
        let check = check::Options {
            facts: Facts { token_user: cli.token_user.clone(), known_users, known_orders },
            levels,
            order_ids: resolved.order_ids.value,
            max_request_bytes: cli.max_request_bytes as usize,
            by_lines: cli.lines,
            searches: cli.find,
            threads: cli.threads.and_then(|threads| NonZeroUsize::new(threads.into())),
            block_bytes: cli.block_bytes,
            uses_templates: true,
            fix: (cli.fix || cli.diff)
                .then_some(FixMode { applies_unsafe: cli.unsafe_fixes, only_shows: cli.diff }),
            scope: if cli.fix { Scope::of(&cli.paths) } else { Scope::default() },
            expectation: expected(cli),
            depth: depth(cli, resolved.format.value),
            redacts: cli.redact,
        };
        Ok(Self {
            sources: resolved.sources,
            paths: if cli.paths.is_empty() { vec![PathBuf::from("-")] } else { cli.paths.clone() },
            stdin_name: cli.stdin_filename.clone(),
            exclude: resolved.exclude.value,
            file: resolved.file,
            order_ids: resolved.order_ids.origin,
            levels: PerRule::from_fn(|rule| resolved.levels.get(rule).origin),
            format: resolved.format.value,
            report_files: cli.reports.files.clone(),
            quiet: cli.quiet,
            strict: cli.strict,
            statistics: cli.statistics,
            check: Arc::new(check),
        })
    }

    /// The inputs at the paths, the paths that could not be read, and what is left out of folders.
    pub(crate) fn inputs(&self) -> Collected {
        let mut collected = collect(&self.paths, &self.stdin_name, self.exclude.as_ref());
        for failure in &mut collected.failures {
            if let Some(meant) = word::meant(&failure.name).filter(|_| !Path::new(&failure.name).exists()) {
                failure.reason = format!("{}; {meant}", failure.reason);
            }
        }
        if matches!(self.check.expectation, Some(Expectation::Files)) {
            collected.failures.extend(expectation::set_aside(&mut collected.inputs, &self.paths));
        }
        collected
    }
}

/// What the closing lines of a run say about totals that differ from their sums.
fn depth(cli: &Cli, format: Format) -> Depth {
    // They are not printed under `quiet`, but for the reason why a run fails whose envelope does not show it.
    let is_printed = !cli.quiet || (cli.strict && format == Format::Envelope);
    match cli.statistics {
        true => Depth::Cause,
        false if is_printed => Depth::Fix,
        false => Depth::Finding,
    }
}

/// The errors that the command line expects of the requests.
fn expected(cli: &Cli) -> Option<Expectation> {
    if cli.expect_files {
        return Some(Expectation::Files);
    }
    (!cli.expect.is_empty()).then(|| Expectation::Codes(cli.expect.clone()))
}
