using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Pentimento.Server.Tests.Contract;

/// <summary>The contract has 112 numbered statements; tests carry the numbers of those that they hold in front of their names.</summary>
public sealed partial class NumbersTests
{
    [Fact]
    public void Every_number_of_the_contract_is_held_by_a_test_named_after_it()
    {
        var held = typeof(NumbersTests).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Where(static method => method.GetCustomAttributes<FactAttribute>().Any())
            .SelectMany(static method => NumbersOf(method.Name))
            .ToHashSet();
        Assert.Empty(Enumerable.Range(1, 112).Except(held).Select(static number => $"C{number:00}"));
    }

    private static IEnumerable<int> NumbersOf(string name)
    {
        var numbers = Number().Matches(Numbers().Match(name).Value).Select(static match => int.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
        return name.Contains("_to_C", StringComparison.Ordinal) ? Enumerable.Range(numbers[0], numbers[^1] - numbers[0] + 1) : numbers;
    }

    [GeneratedRegex(@"\A(C\d+_(to_)?)+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
