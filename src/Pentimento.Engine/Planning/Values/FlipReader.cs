using Pentimento.Engine.Planning.Grammar;
using Pentimento.Engine.Planning.Words;

namespace Pentimento.Engine.Planning.Values;

/// <summary>Reads <c>horizontal</c> (a mirror, the default) or <c>vertical</c>.</summary>
internal static class FlipReader
{
    public static string Read(List<Term> terms, Part part)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (terms[i].Text is "vertical" or "vertically" or "upside" or "upside down" or "upsidedown" or "top" or "head")
            {
                return "vertical";
            }
        }

        return "horizontal";
    }
}
