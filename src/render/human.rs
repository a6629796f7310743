//! Diagnostics that point at the fields, by miette.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use super::renderer::Style;
use super::report::Report;
use super::snippet::{Mark, Snippet};
use crate::rules::{Finding, Severity};
use crate::text::{escape, excerpt};

/// Operands that a diagnostic names; of more, it says how many.
const MAX_OPERANDS: usize = 12;

pub(super) fn render(report: &Report, finding: &Finding, style: &Style, out: &mut String) {
    let theme = if style.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_links(false)
        .with_context_lines(1);
    let diagnostic = Shown::new(report, finding, style.width);
    // Writing to a string cannot fail.
    let _ = handler.render_report(out, &diagnostic);
    out.push('\n');
}

/// A finding as miette wants to see it.
#[derive(Debug)]
struct Shown {
    severity: Severity,
    title: String,
    snippet: Snippet,
    help: Option<String>,
}

impl Shown {
    fn new(report: &Report, finding: &Finding, width: usize) -> Self {
        let words = report.words;
        let operands = finding.operands.get(..MAX_OPERANDS).unwrap_or(&finding.operands);
        let primary = Mark::new(report, finding.span, words.label(finding));
        let others = operands.iter().map(|operand| Mark::new(report, operand.span, words.role(operand.role)));
        let (snippet, hidden) = Snippet::new(report, primary, others.collect(), width);
        let hidden = hidden.into_iter().filter_map(|index| operands.get(index));
        let mut help: Vec<String> = words
            .help(finding)
            .iter()
            .flat_map(|help| help.lines())
            .map(|line| escape(line).into_owned())
            .collect();
        help.extend(hidden.filter_map(|operand| {
            let value = report.source.shown_span(operand.span).cut(report.source.shown());
            let role = words.role(operand.role);
            let sign = role.split(' ').next().unwrap_or_default();
            Some(format!("{sign} {} = {}", escape(&operand.path?.to_string()), excerpt(value, 40)))
        }));
        let more = finding.operands.len().saturating_sub(operands.len());
        if more > 0 {
            help.push(format!("… and {more} more"));
        }
        Self {
            severity: finding.severity,
            title: format!("{}[{}] {}", finding.severity.name(), finding.rule.code, words.sentence(finding)),
            snippet,
            help: (!help.is_empty()).then(|| help.join("\n")),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.title)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.snippet)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.snippet.labels()))
    }
}
