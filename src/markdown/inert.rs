//! The events of a text in which nothing is active: raw HTML as text, links that may be live, headings below the page's own.

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::han::{NOTHING, settle_breaks};
use super::options;

/// So many columns find room on a phone.
const NARROW: usize = 4;

/// The events of a text with nothing active among them, its line breaks as a reader sees them.
pub(super) fn inert(friendly: &str) -> Vec<Event<'_>> {
    let mut inert = Inert::default();
    for event in Parser::new_ext(friendly, options()) {
        inert.push(event);
    }
    settle_breaks(&mut inert.events);
    inert.events
}

/// The events of a text with nothing active among them.
#[derive(Default)]
struct Inert<'a> {
    events: Vec<Event<'a>>,
    /// The open links and images: the address where it is live, and the event after which its words stand.
    links: Vec<(Option<CowStr<'a>>, usize)>,
    /// The last heading's level; the page's own end at 2.
    level: Option<u8>,
    /// Whether the open table has a frame.
    is_wide: bool,
}

impl<'a> Inert<'a> {
    fn push(&mut self, event: Event<'a>) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => {
                let shown = raw.replace(NOTHING, "");
                if !shown.trim().is_empty() {
                    self.events.push(Event::Text(shown.into()));
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.open_link(link_type, dest_url),
            Event::Start(Tag::Image { dest_url, .. }) => self.open_link(LinkType::Inline, dest_url),
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(),
            Event::Start(Tag::Heading { level, .. }) => {
                let level = (level as u8 + 2).min(self.level.unwrap_or(2) + 1).min(6);
                self.level = Some(level);
                self.events.push(Event::Start(heading(level)));
            }
            Event::End(TagEnd::Heading(_)) => self.close_heading(),
            Event::Start(Tag::Table(columns)) => {
                // A wide one is moved in its own frame, by keys too.
                self.is_wide = columns.len() > NARROW;
                if self.is_wide {
                    self.events.push(Event::Html("<div class=\"wide\" tabindex=\"0\">".into()));
                }
                // Alignment would be a style attribute.
                self.events.push(Event::Start(Tag::Table(vec![Alignment::None; columns.len()])));
            }
            Event::End(TagEnd::Table) => {
                self.events.push(Event::End(TagEnd::Table));
                if self.is_wide {
                    self.events.push(Event::Html("</div>\n".into()));
                }
            }
            Event::End(TagEnd::TableCell) => {
                if matches!(self.events.last(), Some(Event::Start(Tag::TableCell))) {
                    self.events.push(Event::Text("–".into()));
                }
                self.events.push(Event::End(TagEnd::TableCell));
            }
            event => self.events.push(event),
        }
    }

    /// A link that may be live, and does not stand in another.
    fn open_link(&mut self, link_type: LinkType, target: CowStr<'a>) {
        let live = is_safe_link(&target, link_type) && self.links.iter().all(|(address, _)| address.is_none());
        if live {
            self.events.push(Event::Start(Tag::Link { link_type, dest_url: target.clone(), title: "".into(), id: "".into() }));
        }
        self.links.push((live.then_some(target), self.events.len()));
    }

    fn close_link(&mut self) {
        if let Some((Some(address), words)) = self.links.pop() {
            let has_words =
                self.events[words..].iter().any(|event| matches!(event, Event::Text(text) | Event::Code(text) if !text.trim().is_empty()));
            if !has_words {
                self.events.push(Event::Text(address));
            }
            self.events.push(Event::End(TagEnd::Link));
        }
    }

    /// A heading without words is none.
    fn close_heading(&mut self) {
        let opened = self.events.iter().rposition(|event| matches!(event, Event::Start(Tag::Heading { .. })));
        let Some(opened) = opened else { return };
        let has_words =
            self.events[opened..].iter().any(|event| matches!(event, Event::Text(text) | Event::Code(text) if !text.trim().is_empty()));
        if has_words {
            let level = heading_level(self.level.unwrap_or(3));
            self.events.push(Event::End(TagEnd::Heading(level)));
        } else {
            self.level = self.level.map(|level| level - 1);
            self.events.truncate(opened);
        }
    }
}

fn heading<'a>(level: u8) -> Tag<'a> {
    Tag::Heading { level: heading_level(level), id: None, classes: Vec::new(), attrs: Vec::new() }
}

fn heading_level(level: u8) -> HeadingLevel {
    HeadingLevel::try_from(usize::from(level)).unwrap_or(HeadingLevel::H6)
}

/// Tells whether a link may be live: http, https and mailto only.
pub(crate) fn is_safe_address(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

fn is_safe_link(target: &str, link_type: LinkType) -> bool {
    link_type == LinkType::Email || is_safe_address(target)
}
