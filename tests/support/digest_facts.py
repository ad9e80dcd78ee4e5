#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Judges digests, many in one process: digest_facts.py SCHEMA FOLDER

For each FOLDER/NAME.json:
NAME.text, if it is there, is the text digest of the same window, which render.py makes out of
the JSON;
NAME.explain tells that it explains its entries;
NAME.invalid tells that the schema must refuse the JSON.

Prints "NAME valid", by validate.py and, where it is installed, by python3-jsonschema as well;
"NAME facts", if the JSON has all facts of the text; "NAME refused"; else what is wrong.
"""
import argparse
import difflib
import json
import pathlib
import sys

import render
import validate

try:
    import jsonschema

    LIBRARY = jsonschema.Draft202012Validator
except (ImportError, AttributeError):
    LIBRARY = None


def faults(schema, document):
    validator = validate.Validator(schema)
    validator.check(document, schema)
    return validator.faults


def library_faults(library, document):
    return [f"{list(f.path)} {f.message}" for f in library.iter_errors(document)] if library else []


def missing_facts(document, text, explain):
    options = argparse.Namespace(explain=explain, top=15)
    rendered = render.Digest(document, options).render()
    return list(difflib.unified_diff(text.splitlines(), rendered.splitlines(), "text", "rendered", lineterm="")) \
        if text != rendered else []


def judge(path, schema, library):
    document = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=validate.unique)
    found = faults(schema, document)
    if path.with_suffix(".invalid").exists():
        return ["refused"] if found else ["is not refused"]
    found = (found + library_faults(library, document))[:20] or ["valid"]
    if not path.with_suffix(".text").exists():
        return found
    text = path.with_suffix(".text").read_text(encoding="utf-8")
    return found + (missing_facts(document, text, path.with_suffix(".explain").exists()) or ["facts"])


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        schema = json.load(f)
    library = LIBRARY and LIBRARY(schema)
    if library:
        library.check_schema(schema)
    for path in sorted(pathlib.Path(sys.argv[2]).glob("*.json")):
        try:
            said = judge(path, schema, library)
        except (ValueError, LookupError, TypeError, OSError) as e:
            said = [repr(e)]
        for line in said:
            print(path.stem, line)


if __name__ == "__main__":
    main()
