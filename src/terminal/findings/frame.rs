//! The frame of a finding as annotate-snippets draws it, where nothing is coloured and nothing stands beside the mark: many times
//! faster, for the thousands of them that go into a pipe or a file.

use std::fmt::Write as _;
use std::ops::Range;

use crate::text::width::plain_width;

/// What is drawn.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// The word for how much it weighs.
    pub(super) word: &'a str,
    /// The rule.
    pub(super) rule: &'a str,
    /// The lines of what is the case.
    pub(super) message: &'a [String],
    /// `path:line:column`.
    pub(super) place: &'a str,
    /// The line's number, from 1.
    pub(super) number: usize,
    /// The line.
    pub(super) line: &'a str,
    /// The bytes of it that are marked.
    pub(super) span: Range<usize>,
    /// What stands before what to do, and the lines of that.
    pub(super) help: Option<(&'a str, &'a [String])>,
}

impl Frame<'_> {
    /// The frame, with a line break at its end; `None` where any of its characters has a width or a form of its own.
    pub(super) fn draw(&self) -> Option<String> {
        plain_width(self.place)?;
        let all = [self.line.len(), self.message.iter().map(String::len).sum(), self.place.len()].iter().sum::<usize>();
        let mut page = String::with_capacity(2 * all + 200);
        page.push_str(self.word);
        page.push('[');
        page.push_str(self.rule);
        page.push_str("]: ");
        said(&mut page, self.message, plain_width(self.word)? + self.rule.len() + "[]: ".len())?;
        let number = self.number.to_string();
        let gutter = number.len();
        let before = plain_width(&self.line[..self.span.start])?;
        let marked = plain_width(&self.line[self.span.clone()])?.max(1);
        plain_width(&self.line[self.span.end..])?;
        let _ = write!(page, "{:gutter$}--> {}\n{:gutter$} |\n{number} | ", "", self.place, "");
        page.push_str(self.line);
        let _ = write!(page, "\n{:gutter$} | {:before$}{:^<marked$}\n", "", "", "");
        if let Some((name, help)) = self.help {
            let _ = write!(page, "{:gutter$} |\n{:gutter$} = {name}", "", "");
            said(&mut page, help, gutter + " = ".len() + plain_width(name)?)?;
        }
        Some(page)
    }
}

/// Writes lines, all but the first after so many blanks.
fn said(page: &mut String, lines: &[String], indent: usize) -> Option<()> {
    if lines.is_empty() {
        return None;
    }
    for (number, line) in lines.iter().enumerate() {
        plain_width(line)?;
        let _ = write!(page, "{:1$}", "", if number > 0 { indent } else { 0 });
        page.push_str(line);
        page.push('\n');
    }
    Some(())
}
