//! The way rustc shows them: the place, the source line, the exact span underlined at its display
//! width, and what to do.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::frame::Frame;
use super::window::window;
use super::{Findings, by_file};
use crate::checks::{Group, about};
use crate::diagnostic::{Diagnostic, Severity};
use crate::labels::{Labels, text as said};
use crate::terminal::{bold, columns, shows_colors, wrap_said};
use crate::text::control::one_line;
use crate::text::lines::Lines;
use crate::text::width::width;

/// Findings shown of one file; the rest is counted.
pub(crate) const MOST_OF_A_FILE: usize = 20;
/// A longer line is not shown.
const LONGEST_LINE: usize = 2_000;
/// The findings, the first twenty of each file: those of facts and files first, then those of messages, each of
/// the article's headings once. A message with words of crisis has the help line. Piece by piece, since all of it may be long.
pub(crate) fn shown<'a>(findings: &'a Findings<'a>) -> impl Iterator<Item = String> + 'a {
    let labels = &findings.labels;
    let (mut shown, mut more) = (Vec::new(), Vec::new());
    for file in by_file(findings) {
        let mut of_file: Vec<(Option<Group>, &Diagnostic)> =
            file.found.iter().map(|diagnostic| (heading(diagnostic), diagnostic)).collect();
        of_file.sort_by_key(|(heading, _)| *heading);
        of_file.truncate(MOST_OF_A_FILE);
        shown.append(&mut of_file);
        let others = file.found.len().saturating_sub(MOST_OF_A_FILE);
        more.extend((others > 0).then(|| said!("check.more", count = others, path = file.path).say(labels) + "\n\n"));
    }
    shown.sort_by_key(|(heading, _)| *heading);
    let canvas = Canvas::of(!shows_colors());
    let draw = move |(heading, diagnostic): (Option<Group>, &Diagnostic)| {
        let source = findings.journal.source(&diagnostic.path).unwrap_or_default();
        (heading, canvas.draw(diagnostic, &Lines::of(source), source, labels))
    };
    let mut last = None;
    let drawn = crate::parallel::map_by_turns(shown, draw).map(move |(heading, drawn)| {
        let above = heading.filter(|_| std::mem::replace(&mut last, heading) != heading);
        let above = above.map_or_else(String::new, |group| format!("{}\n\n", bold(&labels.word("group", group.word()))));
        above + &drawn + "\n"
    });
    drawn.chain(more).chain([super::notices(findings)])
}

/// The article's heading of a finding; `None` for one that is not about the message.
pub(crate) fn heading(diagnostic: &Diagnostic) -> Option<Group> {
    about(diagnostic.rule).map(|about| about.group).filter(|group| group.is_of_message())
}

/// One finding, with a line break at its end.
pub(crate) fn one(diagnostic: &Diagnostic, lines: &Lines<'_>, source: &str, labels: &Labels) -> String {
    Canvas::of(false).draw(diagnostic, lines, source, labels)
}

/// How wide findings are drawn, and with which colours.
struct Canvas {
    columns: usize,
    renderer: Renderer,
    is_plain: bool,
}

impl Canvas {
    fn of(is_plain: bool) -> Canvas {
        let columns = columns();
        let renderer = if is_plain { Renderer::plain() } else { Renderer::styled() };
        Canvas { columns, renderer: renderer.term_width(columns), is_plain }
    }

    fn draw(&self, diagnostic: &Diagnostic, lines: &Lines<'_>, source: &str, labels: &Labels) -> String {
        let word = labels.word("severity", diagnostic.severity.word());
        let before = width(&word) + diagnostic.rule.len() + "[]: ".len();
        let message = wrap_said(&diagnostic.message.say(labels), self.columns.saturating_sub(before));
        let path = one_line(&diagnostic.path);
        let (number, line) = lines.line(diagnostic.span.start);
        let name = labels.pattern("help.name");
        // ` --> ` stands below the number, `= help: ` after it.
        let before = (number + 1).to_string().len() + " = : ".len() + width(name);
        let help = diagnostic.help.as_ref().map(|help| wrap_said(&help.say(labels), self.columns.saturating_sub(before)));
        let shown = source.get(line.range()).unwrap_or_default();
        let whole_file = diagnostic.span.start == 0 && diagnostic.span.end == 0;
        if whole_file || shown.len() > LONGEST_LINE || shown.is_empty() {
            let place = lines.place(diagnostic.span);
            let origin = Origin::path(path).line(place.line).char_column(place.column);
            return self.rendered(titled(diagnostic, word, &message).element(origin), help.as_deref(), labels);
        }
        let mark = if shown.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let within = |byte: usize| byte.clamp(line.start + mark, line.end) - line.start - mark;
        let start = within(diagnostic.span.start);
        let end = within(diagnostic.span.end).max(start);
        let label = diagnostic.label.as_ref().map(|label| label.say(labels));
        // ` 12 | ` stands before the line.
        let room = self.columns.saturating_sub((number + 1).to_string().len() + " |  ".len());
        let beside = label.as_ref().map_or(0, |label| width(label) + 1);
        let seen = window(&shown[mark..], start..end, room, beside);
        let at = |start: &str| format!("{path}:{}:{}", number + 1, start.chars().count() + 1);
        // The column is that of the whole line.
        let whole = at(&shown[mark..mark + start]);
        // Below a mark of UTF-8 alone there is no line to draw.
        if self.is_plain && label.is_none() && !seen.line.is_empty() {
            let name = labels.pattern("help.prefix").trim_start_matches([' ', '=']);
            let help = help.as_deref().map(|help| (name, help));
            let (rule, number, line, span) = (diagnostic.rule, number + 1, seen.line.as_str(), seen.span.clone());
            let frame = Frame { word: &word, rule, message: &message, place: &whole, number, line, span, help };
            if let Some(page) = frame.draw() {
                return page;
            }
        }
        let cut = at(&seen.line[..seen.span.start]);
        let snippet = Snippet::source(seen.line)
            .line_start(number + 1)
            .path(path.clone())
            .annotation(AnnotationKind::Primary.span(seen.span).label(label));
        let page = self.rendered(titled(diagnostic, word, &message).element(snippet), help.as_deref(), labels);
        if cut == whole { page } else { page.replacen(&cut, &whole, 1) }
    }

    fn rendered(&self, mut group: annotate_snippets::Group<'_>, help: Option<&[String]>, labels: &Labels) -> String {
        if let Some(help) = help {
            let name = labels.pattern("help.name");
            group = group.element(Level::HELP.with_name(format!("{name}{END}")).message(help.join("\n")));
        }
        let mut page = self.renderer.render(&[group]);
        page.push('\n');
        punctuated(page, labels)
    }
}

/// How a finding begins: `warning[rule]: message`.
fn titled<'a>(diagnostic: &Diagnostic, word: String, message: &[String]) -> annotate_snippets::Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO,
    };
    annotate_snippets::Group::with_title(level.with_name(word).primary_title(message.join("\n")).id(diagnostic.rule))
}

/// Stands behind the name of a help until its colon is known to be the language's own: no cell wide.
const END: char = '\u{2060}';

/// The page with the colon of its language behind the name of the help; both take two cells.
fn punctuated(page: String, labels: &Labels) -> String {
    let name = labels.pattern("help.name");
    let Some(at) = page.rfind(&format!("{name}{END}")) else { return page };
    let (before, after) = page.split_at(at + name.len());
    let after = &after[END.len_utf8()..];
    let is_wide = labels.pattern("help.prefix").ends_with('：');
    format!("{before}{}", if is_wide { after.replacen(": ", "：", 1) } else { after.to_owned() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Span;
    use crate::labels::Lang;

    fn canvas(columns: usize, is_plain: bool) -> Canvas {
        Canvas { columns, renderer: Renderer::plain().term_width(columns), is_plain }
    }

    /// What is drawn with and without the frame of our own.
    fn drawn(source: &str, span: Span, words: [&str; 2], columns: usize, lang: Lang) -> [String; 2] {
        let said = |words: &str| said!("did-you-mean", word = words);
        let found = Diagnostic::new("no-ask", Severity::Advice, "requests/2026/林.md", span, said(words[0])).help(said(words[1]));
        let lines = Lines::of(source);
        [true, false].map(|is_plain| canvas(columns, is_plain).draw(&found, &lines, source, &Labels::of(lang)))
    }

    #[test]
    fn a_blank_at_the_end_of_a_line_stays() {
        let [fast, slow] = drawn("\u{feff}\nx", Span { start: 0, end: 3 }, ["a", "b"], 80, Lang::En);
        assert_eq!(fast, slow, "a mark alone");
        for (start, end) in [(4, 4), (0, 4), (2, 3), (3, 4)] {
            let [fast, slow] = drawn("to: \nx", Span { start, end: end.max(1) }, ["a", "b"], 80, Lang::En);
            assert_eq!(fast, slow, "{start}..{end}");
            assert!(fast.contains("1 | to: \n"), "{fast}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        /// What is drawn here is what annotate-snippets draws, to the byte.
        #[test]
        fn a_plain_frame_is_the_same(
            source in "\u{feff}?([a-z林，。「」—… ]{0,50}\r?\n){1,12}", from in 0_usize..400, length in 0_usize..90, columns in 30_usize..110,
            words in "[a-z林，。— ]{1,80}", help in "[a-z林，。— ]{1,80}", is_english: bool,
        ) {
            let bounds: Vec<usize> = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
            let start = bounds[from.min(bounds.len() - 1)];
            let end = bounds[(from + length).min(bounds.len() - 1)];
            let lang = if is_english { Lang::En } else { Lang::ZhTw };
            let [fast, slow] = drawn(&source, Span { start, end }, [&words, &help], columns, lang);
            prop_assert_eq!(fast, slow);
        }

        /// Of anything else too, whoever draws it.
        #[test]
        fn any_frame_is_the_same(
            source in "([a-z林é\t👩\u{200b} ]{0,9}\n){1,9}", from in 0_usize..60, length in 0_usize..20, words in "[a林é\u{200b}👩]{1,9}",
        ) {
            let bounds: Vec<usize> = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
            let start = bounds[from.min(bounds.len() - 1)];
            let end = bounds[(from + length).min(bounds.len() - 1)];
            let [fast, slow] = drawn(&source, Span { start, end }, [&words, &words], 80, Lang::En);
            prop_assert_eq!(fast, slow);
        }
    }
}
