using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Keys;

namespace Pentimento.Server.Tests.Keys;

public sealed class RegistrationTests
{
    [Fact]
    public async Task A_key_in_the_settings_is_heeded_by_the_registered_store()
    {
        using var folder = new TemporaryFolder();
        await using var services = Build(folder, ("Keys:Static:0", "My API Key"));

        Assert.NotNull(await services.GetRequiredService<IKeyStore>().FindAsync("My API Key", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Keys_that_cannot_be_stop_the_start()
    {
        using var folder = new TemporaryFolder();
        using var services = Build(folder, ("Keys:Static:0", ""), ("Keys:Static:1", " x"));

        var error = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal(2, error.Failures.Count());
    }

    [Fact]
    public void The_users_own_data_folder_is_taken_when_none_is_set()
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

        Assert.Equal(Path.Combine(user, "pentimento"), new DataFolder(null).Path);
        Assert.Equal(Path.Combine(user, "pentimento"), new DataFolder(" ").Path);
    }

    private static ServiceProvider Build(TemporaryFolder folder, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value))
            .Build();
        return new ServiceCollection()
            .AddSingleton(folder.Data)
            .AddSingleton(TimeProvider.System)
            .AddKeys(configuration)
            .BuildServiceProvider();
    }
}
