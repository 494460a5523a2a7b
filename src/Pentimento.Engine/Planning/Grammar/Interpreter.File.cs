using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Grammar;

/// <summary>What is asked of the file rather than of the picture: its format, its size on disk. Fields of the request set both.</summary>
internal sealed partial class Interpreter
{
    private static readonly string[] Formats = ["png", "jpg", "jpeg", "jpe", "webp", "gif", "tiff", "tif", "avif", "bmp", "heic", "pdf", "svg"];

    /// <summary>"Convert to PNG", "save as jpg", "make the file smaller": refused with the field's name; false when the clause asks for an edit.</summary>
    private bool AboutTheFile(Clause clause)
    {
        // "As a" is taken for the beginning of a reason elsewhere.
        var end = clause.IsCut && clause.End < clause.Limit && clause.Terms[clause.End].Text is "as a" or "as an" ? clause.Limit : clause.End;
        var whole = new Part(clause.VerbAt < 0 ? clause.Start : clause.VerbAt, Math.Max(end, clause.VerbAt + 1));
        if (FileSize(clause, whole))
        {
            CannotDo(clause, whole, "request_field", Hints.FileSize);
            return true;
        }

        if (FormatAt(clause, whole) is not (>= 0 and var at) || !IsOnlyFormat(clause, whole, at))
        {
            return false;
        }

        if (plan.Last is not { Operation: "remove_background" } || FormatOf(clause.Terms[at]) is not ("png" or "webp"))
        {
            // A cut-out is a PNG anyway.
            CannotDo(clause, whole, "request_field", Hints.FileFormat);
        }

        return true;
    }

    private static string? FormatOf(Term term) => Formats.FirstOrDefault(f => f == term.Text || term.Text.StartsWith(f + " ", StringComparison.Ordinal) && term.Text[(f.Length + 1)..] is "file" or "format" or "image" or "version");

    private static int FormatAt(Clause clause, Part whole) => LastIndexOf(clause, whole, t => FormatOf(t) is not null);

    private static bool IsOnlyFormat(Clause clause, Part whole, int at)
    {
        var terms = clause.Terms;
        var asks = clause.Act is "set" or "want" or "ignore" or "" or "casual" or "generate" || clause.IsUnknownVerb || at == clause.VerbAt || clause.Verb?.Lemma is "need";
        var story = clause.Act is "" && Find(clause, whole, t => t.Word is "pronoun" or "have" or "be") is not null;
        if (!asks || story || Find(clause, whole, t => t.Text.Contains("transparen", StringComparison.Ordinal) || t.Noun is { Name: "background" or "person" } or { Kind: "clothing" or "fault" }) is not null)
        {
            return false;
        }

        for (var i = at + 1; i < whole.End; i++)
        {
            if (!(terms[i].Word is "filler" or "frame" or "determiner" or "then" || terms[i].Text is "file" or "format" or "image" or "version" or "instead" || terms[i].Kind is TokenKind.Mark || FormatOf(terms[i]) is not null))
            {
                return false;
            }
        }

        var lead = at > whole.Start ? terms[at - 1] : null;
        var named = lead is null || lead.Word is "to" or "preposition" || lead.Text is "a" or "an" or "as" or "as a" or "as an" or "the" or "save as" or "be" || lead.Verb is not null && clause.Act is not "";
        var subject = TargetOf(clause, new Part(clause.VerbAt < 0 ? whole.Start : clause.VerbAt + 1, at));
        return named && (at == clause.VerbAt || subject.IsWholeImage || subject.Kind is "object:format" or "object:type" or "object:extension" or "object:export")
            && (clause.Act is not "" || at - whole.Start <= 4);
    }

    /// <summary>Bytes, not pixels: a number of kilobytes, "file size", "compress" without a number of pixels.</summary>
    private static bool FileSize(Clause clause, Part whole)
    {
        var terms = clause.Terms;
        if (Find(clause, whole, t => t.Text is "px" or "pixel" or "pixels" or "x" or "×" or "by" or "inch" or "inches" or "cm") is not null || clause.Act is "remove")
        {
            return false;
        }

        var bytes = IndexOf(clause, whole, t => t.Text is "mb" or "kb" or "megabytes" or "kilobytes" or "megabyte" or "bytes");
        if (bytes > whole.Start && terms[bytes - 1].IsNumber)
        {
            return true;
        }

        var file = IndexOf(clause, whole, t => t.Text is "file" or "filesize" or "file size" or "files");
        var smaller = clause.Act is "down" || clause.Verb?.Effect is { Operation: "resize" } or { Operation: "scale_object", Direction: < 0 }
            || Find(clause, whole, t => t.Adjective?.Effect is { Operation: "scale_object", Direction: < 0 } || t.Word is "less" || t.Text is "lighter") is not null;
        return clause.Verb?.Lemma is "compress" && Find(clause, whole, t => t.Noun is { Kind: "object" or "attribute" } or { Name: "person" }) is null || file >= 0 && smaller;
    }
}
