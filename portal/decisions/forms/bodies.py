"""Forms of how a body works."""

from wtforms import HiddenField, RadioField, StringField

from portal.web.days import DayField
from portal.web.forms import Filled, PortalForm, choice
from tenants.settings import Setting


class _ChangeForm(PortalForm):
    setting = HiddenField("")
    in_force_from = DayField("From which day on?", [Filled("Enter the day from which it holds.")])


class ChosenForm(_ChangeForm):
    """One of the answers of a setting, and the day from which it holds."""

    value = RadioField("Answer", [Filled("Choose one of the answers.")], validate_choice=False)


class NumberForm(_ChangeForm):
    """A whole number, and the day from which it holds."""

    value = StringField("Number", [Filled("Enter a whole number.")])


SettingForm = ChosenForm | NumberForm


def setting_form(setting: Setting, **given: object) -> SettingForm:
    """The form of this setting, its question as the label of the answer."""
    form: SettingForm
    if setting.choices:
        form = ChosenForm(**given)
        form.value.choices = [choice(value, words) for value, words in setting.choices.items()]
    else:
        form = NumberForm(**given)
    form.value.label.text = setting.question
    form.value.description = setting.why
    return form
