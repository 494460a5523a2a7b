using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Keys;

namespace Pentimento.Server.Tests.Keys;

public sealed class ConfiguredKeysTests : KeyStoreContract
{
    private readonly KeysOptions _options = new() { Static = { "My API Key", "ключ-2" } };
    private KeyDatabase? _database;

    private protected override IKeyStore Open(DataFolder folder)
    {
        _database = new KeyDatabase(folder);
        return new ConfiguredKeys(Options.Create(_options), new SqliteKeyStore(_database, Time), Time);
    }

    public override void Dispose()
    {
        _database?.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData("My API Key", "static_0")]
    [InlineData("ключ-2", "static_1")]
    public async Task A_configured_key_is_found_spaces_and_all(string key, string id) =>
        Assert.Equal(id, (await Store.FindAsync(key, Token))?.Id);

    [Theory]
    [InlineData("My API Ke")]
    [InlineData("my api key")]
    [InlineData("MyAPIKey")]
    [InlineData("My  API Key")]
    public async Task A_configured_key_is_compared_exactly(string key) => Assert.Null(await Store.FindAsync(key, Token));

    [Fact]
    public async Task No_first_key_is_made_beside_configured_ones()
    {
        Assert.Null(await Store.EnsureFirstKeyAsync(Token));
        Assert.Equal(["Keys:Static:0", "Keys:Static:1"], (await Store.ListAsync(Token)).Select(k => k.Name));
    }

    [Fact]
    public async Task Without_configured_ones_the_first_key_is_made()
    {
        _options.Static.Clear();

        Assert.NotNull(await Store.EnsureFirstKeyAsync(Token));
    }

    [Fact]
    public async Task A_configured_key_is_not_revoked_but_said_where_it_stands()
    {
        var error = await Assert.ThrowsAsync<EditException>(() => Store.RevokeAsync("static_0", Token));

        Assert.Contains("Keys:Static:0", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("My API Key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_no_client_can_send_are_refused_all_at_once_and_never_repeated()
    {
        var options = new KeysOptions { Static = { "", "good", " secret ", new string('k', 513) } };

        var result = new KeysOptionsValidator().Validate(null, options);

        Assert.Equal(3, result.Failures!.Count());
        Assert.DoesNotContain("secret", result.FailureMessage, StringComparison.Ordinal);
    }
}
