"""A program that uses the whole API: mypy reads it, and test_types.py runs it."""

from __future__ import annotations

from datetime import date

import bongsen


def describe(official: bongsen.Official) -> str:
    body: bongsen.Entity | None = official.organization
    area: bongsen.Entity | None = official.area
    place: bongsen.Place | None = area.place if area is not None else None
    code: str | None = place.code if place is not None else None
    since: date | None = official.as_of
    return f"{official.person.text}: {official.role}, {body.text if body else '?'} [{code}] {official.status} {since}"


def main() -> None:
    nlp = bongsen.Analyzer()
    text = "Theo đồng chí Trần Văn Mẫu - Bí thư Đảng ủy xã Đốc Binh Kiều, xã đã đạt chuẩn."
    doc: bongsen.Document = nlp(text, date(2013, 8, 23))
    for official in doc.officials:
        print(describe(official))
    facts: tuple[bongsen.Fact, ...] = doc.facts
    print([(f.person, f.role, f.organization, f.area, f.area_code, f.status, f.start_date, f.end_date) for f in facts])
    print([(f.title, f.as_of, [span.start for span in f.evidence]) for f in facts])
    tenures: list[bongsen.Tenure] = bongsen.timeline([("a", doc)], by="person") + bongsen.timeline([doc])
    print([(t.person_number, t.post_number, t.changes, t.first_seen, t.last_seen, t.sources) for t in tenures])
    words: list[str] = [word.text for sentence in doc for word in sentence]
    offsets: list[tuple[int, int]] = [token.span("utf16") for token in doc.tokens]
    labels: set[str] = {entity.label for entity in doc.outermost() + doc.innermost()}
    items: list[bongsen.Item] = [*doc.words, *doc.find("PERSON"), *doc.quotations, *doc.abbreviations]
    units: list[bongsen.Unit] = [
        unit for entity in doc.entities if entity.place for unit in (*entity.place.candidates, *entity.place.parents)
    ]
    named: list[tuple[str, int, str | None]] = [
        (referent.id + referent.label, len(referent.mentions), mention.referent_confidence)
        for referent in doc.referents
        for mention in referent.mentions
        if mention.referent == referent and mention.referent_origin
    ]
    print(named)
    heading: str | None = doc.heading.text if doc.heading else None
    print(
        words,
        offsets,
        labels,
        len(items),
        units,
        heading,
        doc.to_dict(words=True)["schema"],
        len(doc.to_json()),
    )
    docs: list[bongsen.Document] = nlp.batch([text, text], dates=[None, "2013-08-23"], threads=2)
    print([doc.date for doc in docs])
    sentences: list[list[str]] = bongsen.segment(text)
    joined: str = bongsen.segment(text, join="_")
    print(sentences, joined, bongsen.normalize(text), bongsen.segment(text, granularity="syllable"))
    stream: list[bongsen.IndexItem] = nlp.segment(text).index(folding="extra", parts=True)
    print([(item.text, item.position, item.position_length, item.folded) for item in stream])
    print(doc.to_vncorenlp().splitlines())
    ours = bongsen.Analyzer(lexicon=[("join", "đã đạt chuẩn"), ("prefer", "xã đã", 2)])
    why: bongsen.EntityExplanation = doc.explain_entities()[0]
    row: bongsen.ListRow = why.rows[0]
    print(row.list, row.at, row.text, row.normal, row.flags, row.span("utf16"), why.title, why.syllables, repr(why))
    holds: bongsen.OfficialExplanation = doc.explain_officials()[0]
    print(holds.index, holds.pattern, holds.sentence("en"), holds.status_row, holds.tell("vi"))
    print(doc.view("innermost", "vlsp"), doc.to_conll("innermost", "vlsp"))
    boundary: bongsen.Boundary | None = ours(text).explain_boundary(text.index("đạt"))
    if boundary is not None:
        terms: list[tuple[int, str | None]] = [(c.weight, c.text) for c in boundary.contributions]
        print(boundary, boundary.joined, boundary.decided_by, boundary.entry, terms)
    syllable: bongsen.Syllable | None = bongsen.syllable("quyết")
    if syllable is not None:
        print(
            syllable.onset,
            syllable.medial,
            syllable.nucleus,
            syllable.coda,
            syllable.rime,
            syllable.tone,
            syllable.is_known,
        )
        print(syllable.ipa(), syllable.ipa(dialect="south"), repr(syllable))
    try:
        nlp(text, date="23/08/2013")
    except bongsen.DateError as error:
        print(error)


if __name__ == "__main__":
    main()
