using System.Globalization;
using System.Text;

namespace Pentimento.Engine.Operations;

/// <summary>The documentation's page of operations, written from the catalogue.</summary>
public static class OperationPage
{
    /// <summary>docs/operations.md as it must be.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder();
        page.Append("""
            # Operations

            Everything a prompt can ask for. This page and its pictures are made from the catalogue in `src/Pentimento.Engine/Operations`
            by `dotnet run -c Release --project bench/Pentimento.Bench -- operations docs`, and a test holds the page to the catalogue.

            *Amount* is how strong: a prompt's "slightly", "a lot" or "by 20%" sets it, in a plan it is `amount`. *Value* is what else
            the operation takes, in a plan `value`. Operations marked "whole picture" change its geometry and take no mask or region.


            """.ReplaceLineEndings("\n"));
        foreach (var group in OperationCatalog.All.GroupBy(o => o.Group))
        {
            page.Append(CultureInfo.InvariantCulture, $"## {group.Key}\n\n");
            foreach (var operation in group)
            {
                Append(page, operation);
            }
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, Operation operation)
    {
        page.Append(CultureInfo.InvariantCulture, $"### {operation.Name}\n\n{operation.Summary}\n\n");
        if (operation.Amount is { } amount)
        {
            page.Append(CultureInfo.InvariantCulture, $"- Amount: {amount.Min} to {amount.Max} {amount.Unit}, {amount.Default} when nothing is said\n");
        }

        if (operation.ValueHelp is { } value)
        {
            page.Append(CultureInfo.InvariantCulture, $"- Value: {value}{(operation.NeedsValue ? "" : " (optional)")}\n");
        }

        if (!operation.KeepsGeometry)
        {
            page.Append("- Whole picture\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"- Prompts: {string.Join(" · ", operation.Examples.Select(e => $"\"{e}\""))}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"![{operation.Name}: before and after](operations/{operation.Name}.jpg)\n\n");
    }
}
