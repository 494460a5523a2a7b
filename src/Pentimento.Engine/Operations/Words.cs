using System.Globalization;

namespace Pentimento.Engine.Operations;

/// <summary>How steps are said in a revised prompt.</summary>
internal static class Words
{
    /// <summary>The operation and its amount: <c>brightness +20%</c>, or the name alone at full strength.</summary>
    public static string Amount(string name, Operation operation, OperationArguments arguments)
    {
        var range = operation.Amount;
        if (range is null || (!range.IsSigned && range.Default >= range.Max && arguments.Amount >= range.Max))
        {
            return name;
        }

        var sign = range.IsSigned && arguments.Amount > 0 ? "+" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name} {sign}{arguments.Amount:0.##}{range.Unit}");
    }
}
