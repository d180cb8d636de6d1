//! The same journal as each peer wants it.

use std::fs;
use std::path::Path;

use crate::limit::Entry;

/// A site for Hugo: a page of each entry and one list of all; no people, terms, feeds or search.
pub(crate) fn hugo(entries: &[Entry], folder: &Path) {
    put(
        folder,
        "hugo.toml",
        "baseURL = \"https://example.org/\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\", \"404\"]\n",
    );
    put(
        folder,
        "layouts/_default/single.html",
        "<!doctype html><html lang=\"zh-TW\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>\n\
         <dl><dt>to</dt><dd>{{ .Params.to.name }}, {{ .Params.to.background }}</dd><dt>sent</dt><dd>{{ .Params.sent }}</dd>\
         <dt>replied</dt><dd>{{ .Params.replied }}</dd><dt>next</dt><dd>{{ .Params.next }}</dd></dl>\n{{ .Content }}</body></html>\n",
    );
    put(
        folder,
        "layouts/index.html",
        "<!doctype html><html lang=\"zh-TW\"><head><meta charset=\"utf-8\"><title>all</title></head><body><table>\n\
         {{ range site.RegularPages }}<tr><td>{{ .Params.sent }}</td><td><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></td>\
         <td>{{ .Params.to.name }}, {{ .Params.to.background }}</td><td>{{ .Params.replied }}</td><td>{{ .Params.next }}</td></tr>\n\
         {{ end }}</table></body></html>\n",
    );
    for entry in entries {
        put(folder, &format!("content/{}", entry.path.display()), &with_title(entry));
    }
}

/// A site for Eleventy: as for Hugo.
pub(crate) fn eleventy(entries: &[Entry], folder: &Path) {
    put(folder, "requests/requests.json", "{\"layout\": \"entry.njk\", \"tags\": \"requests\"}\n");
    put(
        folder,
        "_includes/entry.njk",
        "<!doctype html><html lang=\"zh-TW\"><head><meta charset=\"utf-8\"><title>{{ title }}</title></head><body><h1>{{ title }}</h1>\n\
         <dl><dt>to</dt><dd>{{ to.name }}, {{ to.background }}</dd><dt>sent</dt><dd>{{ sent }}</dd>\
         <dt>replied</dt><dd>{{ replied }}</dd><dt>next</dt><dd>{{ next }}</dd></dl>\n{{ content | safe }}</body></html>\n",
    );
    put(
        folder,
        "index.njk",
        "<!doctype html><html lang=\"zh-TW\"><head><meta charset=\"utf-8\"><title>all</title></head><body><table>\n\
         {% for one in collections.requests %}<tr><td>{{ one.data.sent }}</td><td><a href=\"{{ one.url }}\">{{ one.data.title }}</a></td>\
         <td>{{ one.data.to.name }}, {{ one.data.to.background }}</td><td>{{ one.data.replied }}</td><td>{{ one.data.next }}</td></tr>\n\
         {% endfor %}</table></body></html>\n",
    );
    for entry in entries {
        put(folder, &entry.path.display().to_string(), &with_title(entry));
    }
}

/// A journal for jrnl and its settings: an entry each, with its text.
pub(crate) fn jrnl(entries: &[Entry], folder: &Path, version: &str) {
    let mut all = String::new();
    for entry in entries {
        let front = &entry.front;
        all.push_str(&format!("[{} 09:30] {} {} {}\n{}\n", &entry.id[..10], front.to.name, front.summary, front.next, body(entry)));
    }
    put(folder, "journal.txt", &all);
    let journal = folder.join("journal.txt");
    put(
        folder,
        "jrnl.yaml",
        &format!(
            "version: v{version}\njournals:\n  default:\n    journal: {}\neditor: ''\nencrypt: false\ntemplate: false\ndefault_hour: 9\n\
             default_minute: 0\ntimeformat: '%Y-%m-%d %H:%M'\ntagsymbols: '@'\nhighlight: true\nlinewrap: 79\nindent_character: '|'\n\
             colors: {{body: none, date: none, tags: none, title: none}}\n",
            journal.display()
        ),
    );
}

/// A journal for hledger: a transaction each, one asked to one person.
pub(crate) fn hledger(entries: &[Entry], folder: &Path) {
    let mut all = String::new();
    for entry in entries {
        let front = &entry.front;
        let (day, name) = (&entry.id[..10], &front.to.name);
        all.push_str(&format!("{day} {name} | {} ; {}\n    asked:{name}  1\n    me\n\n", front.summary, front.next));
    }
    put(folder, "asked.journal", &all);
}

/// The entry with the keys that site generators know; `kind` is Hugo's own word.
fn with_title(entry: &Entry) -> String {
    let head = entry.text[entry.head.clone()].replacen("kind: ", "ask: ", 1);
    format!("---\ntitle: {} {}\ndate: {}\n{head}---\n{}", entry.front.summary, entry.front.to.name, &entry.id[..10], body(entry))
}

fn body(entry: &Entry) -> &str {
    &entry.text[entry.body.clone()]
}

fn put(folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    fs::write(file, text).expect("written");
}
